import { describe } from 'mocha';

describe('features', () => {});
