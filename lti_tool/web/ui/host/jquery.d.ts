/** What the host and its tests use of jQuery, which ships no types. */
declare module "jquery" {
  interface JQueryOfHost {
    get(index: number): Element | undefined;
    on(name: string, listener: () => void): JQueryOfHost;
    trigger(name: string): JQueryOfHost;
  }
  interface JQueryFunction {
    (element: Element): JQueryOfHost;
  }
  const jQuery: JQueryFunction;
  export type { JQueryOfHost };
  export default jQuery;
}
