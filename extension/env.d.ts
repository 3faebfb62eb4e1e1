/// <reference types="wxt/vite-builder-env" />
declare module '*.css?inline' {
  const css: string;
  export default css;
}
