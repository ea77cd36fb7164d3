import { css } from "lit";

export const mimicStyles = css`
  :host {
    height: 100%;
    background: var(--room);
  }
  svg {
    display: block;
    width: 100%;
    height: 100%;
    font-family: var(--gx-font);
  }
  text {
    fill: var(--gx-ink);
    font-size: 13px;
  }
  .small,
  .small text {
    font-size: 11px;
    fill: #45515d;
  }
  .name {
    font-size: 12px;
    font-weight: 600;
  }
  .value {
    fill: var(--value);
    font-weight: 700;
    font-size: 15px;
    font-variant-numeric: tabular-nums;
  }
  .value.small {
    font-size: 11px;
    fill: var(--value);
  }
  .unit {
    font-size: 10px;
    font-weight: 400;
    fill: #45515d;
  }
  .pipe path {
    fill: none;
    stroke: var(--steel);
    stroke-width: 3;
  }
  .pipe .thin {
    stroke-width: 2;
  }
  .pipe .signal {
    stroke-dasharray: 3 3;
    stroke-width: 1.25;
  }
  .equipment > *,
  .pump circle,
  .pump path,
  .valve path {
    stroke: var(--steel);
    stroke-width: 2;
    fill: #f4f6f8;
  }
  .equipment .line,
  .valve .line {
    fill: none;
  }
  .equipment .jacket {
    fill: #d3dae1;
  }
  .equipment .liquid {
    fill: var(--liquid);
    stroke: none;
  }
  .pump path {
    fill: #7b8794;
    stroke: none;
  }
  .pump circle {
    fill: #c3cbd3;
  }
  .pump.running circle {
    fill: #fff;
    stroke: #33404c;
    stroke-width: 3;
  }
  .pump.running path {
    fill: #33404c;
  }
  .valve path {
    fill: #c3cbd3;
  }
  .valve.open path:not(.line) {
    fill: #fff;
    stroke: #33404c;
  }
  .plate {
    fill: #eef1f4;
    stroke: var(--room-line);
  }
  .bar-back {
    fill: #fff;
    stroke: var(--room-line);
    stroke-width: 0.75;
  }
  .bar-normal {
    fill: #c7d2dc;
  }
  .bar-mark {
    fill: var(--gx-ink);
  }
  .choice {
    cursor: pointer;
  }
  .choice:focus-visible {
    outline: 2px solid var(--gx-accent);
    outline-offset: 3px;
  }
  .choice:hover .plate,
  .pump.choice:hover circle,
  .valve.choice:hover path {
    stroke: var(--gx-accent);
  }
  .alarm .plate {
    stroke-width: 2.5;
    fill: #fff;
  }
  .a1 .plate {
    stroke: var(--p1);
  }
  .a2 .plate {
    stroke: var(--p2);
  }
  .a3 .plate {
    stroke: var(--p3);
  }
  .a1 .mark-svg rect {
    fill: var(--p1);
  }
  .a2 .mark-svg rect {
    fill: var(--p2);
  }
  .a3 .mark-svg rect {
    fill: var(--p3);
  }
  .mark-svg text {
    fill: #fff;
    font-size: 12px;
    font-weight: 700;
  }
  .unacknowledged .mark-svg {
    animation: blink 1s steps(2, jump-none) infinite;
  }
  @media (prefers-reduced-motion: reduce) {
    .unacknowledged .mark-svg {
      animation: none;
    }
  }
`;
