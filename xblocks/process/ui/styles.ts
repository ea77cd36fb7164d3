/** The look of a control room after ISA-101: light greys, and colour for the abnormal only. */

import { css } from "lit";

export const room = css`
  :host {
    --room: #e3e7eb;
    --room-line: #aeb8c2;
    --steel: #66727e;
    --value: #17375e;
    --liquid: #b3c3d1;
    --p1: #b3261e;
    --p2: #9a5b00;
    --p3: #6a4c9c;
  }
  .mark {
    display: inline-grid;
    place-items: center;
    min-width: 1.125rem;
    height: 1.125rem;
    padding: 0 0.125rem;
    color: #fff;
    font-size: 0.6875rem;
    font-weight: 700;
    line-height: 1;
  }
  .p1 {
    background: var(--p1);
  }
  .p2 {
    background: var(--p2);
    border-radius: 4px;
  }
  .p3 {
    background: var(--p3);
    border-radius: 1rem;
  }
  @keyframes blink {
    50% {
      opacity: 0.25;
    }
  }
  .unacknowledged .mark,
  .mark.unacknowledged {
    animation: blink 1s steps(2, jump-none) infinite;
  }
  @media (prefers-reduced-motion: reduce) {
    .unacknowledged .mark,
    .mark.unacknowledged {
      animation: none;
      outline: 2px solid currentcolor;
    }
  }
`;
