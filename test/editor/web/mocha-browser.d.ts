/** Mocha for browsers, which sets globals. It is installed with these tests' other packages. */
declare module 'mocha/mocha.js';
