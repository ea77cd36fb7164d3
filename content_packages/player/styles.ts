/** How the player looks. */

import { css } from "lit";

export const buttonStyles = css`
  button { font: inherit; min-height: 44px; padding: 0.5rem 1.25rem; border-radius: 6px; border: 1px solid #8a97a5;
    background: #fff; color: #1c2733; cursor: pointer; }
  button:hover { background: #f5f7f9; }
  button.main { background: #0b5cad; border-color: #0b5cad; color: #fff; font-weight: 600; }
  button.main:hover { background: #094d92; }
  :focus-visible { outline: 3px solid #0b5cad; outline-offset: 2px; }
  h1:focus, h2:focus { outline: none; }
`;

export const courseStyles = css`
  :host { display: block; color: #1c2733; font: 1rem/1.75 "Noto Sans SC", "PingFang SC", "Microsoft YaHei",
    system-ui, sans-serif; }
  .skip { position: absolute; left: -9999px; }
  .skip:focus { position: fixed; left: 0.5rem; top: 0.5rem; z-index: 2; background: #fff; padding: 0.5rem 1rem; }
  header { display: flex; gap: 1rem; align-items: center; padding: 0.625rem 1.25rem; border-bottom: 1px solid #d5dce3;
    background: #f5f7f9; }
  .names { min-width: 0; flex: 1; line-height: 1.35; }
  .school { color: #5b6875; font-size: 0.875rem; }
  .course { font-weight: 600; }
  .body { display: grid; grid-template-columns: 17rem minmax(0, 1fr); max-width: 72rem; margin: 0 auto; }
  nav { padding: 1.25rem; }
  .menu { display: none; }
  nav h2 { font-size: 0.875rem; color: #5b6875; margin: 1rem 0 0.25rem; font-weight: 600; }
  nav ol { list-style: none; margin: 0; padding: 0; }
  nav li button { width: 100%; text-align: left; border: 0; border-left: 4px solid transparent; border-radius: 0;
    background: none; display: flex; gap: 0.5rem; line-height: 1.4; padding: 0.625rem 0.75rem; align-items: baseline; }
  nav li button:hover { background: #f5f7f9; }
  nav li button[aria-current] { border-left-color: #0b5cad; background: #e9f1f9; font-weight: 600; }
  nav .tick[data-done] { color: #1a7f37; }
  nav .tick { color: #5b6875; width: 1rem; flex: none; font-weight: 700; }
  .count { color: #5b6875; font-size: 0.875rem; margin: 0 0 0.25rem; }
  progress { width: 100%; height: 8px; accent-color: #1a7f37; }
  main { padding: 1.5rem 1.5rem 3rem; max-width: 46rem; min-width: 0; }
  h1 { font-size: 1.625rem; line-height: 1.35; margin: 0 0 1rem; }
  article { overflow-wrap: anywhere; }
  article h2 { font-size: 1.1875rem; margin: 1.75rem 0 0.5rem; line-height: 1.4; }
  article li { margin: 0.375rem 0; }
  article ol, article ul { padding-left: 1.5rem; }
  article img { display: block; width: 100%; max-width: 34rem; margin: 1rem auto; }
  article pre { background: #1c2733; color: #eef2f6; padding: 0.875rem 1rem; border-radius: 6px; overflow-x: auto;
    line-height: 1.6; }
  article code { font-family: ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace; font-size: 0.9375em; }
  article :not(pre) > code { background: #eef1f4; padding: 0.1em 0.35em; border-radius: 4px; }
  article blockquote { margin: 1.25rem 0; padding: 0.25rem 1rem; border-left: 4px solid #b3261e; background: #fdf4f3; }
  article .table { overflow-x: auto; }
  article table { border-collapse: collapse; min-width: 100%; line-height: 1.5; }
  article th, article td { border: 1px solid #d5dce3; padding: 0.5rem 0.625rem; text-align: left; vertical-align: top; }
  article th { background: #f5f7f9; }
  article td:first-child { white-space: nowrap; }
  .standing { margin: 1.25rem 0; padding: 0.75rem 1rem; border-radius: 6px; background: #f5f7f9;
    border-left: 4px solid #5b6875; }
  .standing[data-status="passed"], .standing[data-status="completed"] { border-left-color: #1a7f37; background: #eef8f0; }
  .offline { margin: 0; padding: 0.5rem 1.25rem; background: #fff4d6; }
  footer { display: flex; justify-content: space-between; gap: 0.75rem; margin-top: 2rem; flex-wrap: wrap; }
  footer .main { margin-left: auto; }
  @media (max-width: 800px) {
    .body { display: block; }
    header { padding: 0.5rem 1rem; gap: 0.5rem; }
    header button { padding: 0.5rem 0.75rem; flex: none; }
    nav { padding: 0.5rem 1rem; border-bottom: 1px solid #d5dce3; }
    .menu { display: flex; width: 100%; justify-content: space-between; align-items: center; }
    nav[data-closed] .list { display: none; }
    .list .count, .list progress { display: none; }
    main { padding: 1rem 1rem 2.5rem; }
    h1 { font-size: 1.375rem; }
    footer button { flex: 1; }
  }
`;
