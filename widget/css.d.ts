/** Read by the bundler. */
declare module '*.css';
