/** Mocha for browsers, which sets globals. It is installed with the other packages of these tests. */
declare module 'mocha/mocha.js';
