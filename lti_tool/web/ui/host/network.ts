/** Calls to the blocks' handlers show the learner's token; calls anywhere else never do. */

/** Let every fetch and XMLHttpRequest of this page to a URL below `handlers` carry the token.
 * `ended` is told when the server does not accept it any more. */
export function showToken(token: string, handlers: string, ended: () => void): void {
  const header = `Bearer ${token}`;
  const base = new URL(handlers, location.href);
  const ours = (url: string): boolean => {
    const target = new URL(url, location.href);
    return target.origin === base.origin && target.pathname.startsWith(base.pathname);
  };

  const plainFetch = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    if (!ours(input instanceof Request ? input.url : String(input))) return plainFetch(input, init);
    const asked = new Request(input, init);
    asked.headers.set("Authorization", header);
    const response = await plainFetch(asked);
    if (response.status === 401) ended();
    return response;
  };

  const plainOpen = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (
    this: XMLHttpRequest,
    method: string,
    url: string | URL,
    async: boolean = true,
    user?: string | null,
    password?: string | null,
  ): void {
    plainOpen.call(this, method, url, async, user, password);
    if (!ours(String(url))) return;
    this.setRequestHeader("Authorization", header);
    this.addEventListener("load", () => {
      if (this.status === 401) ended();
    });
  };
}
