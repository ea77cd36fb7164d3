import { css } from "lit";

export const exerciseStyles = css`
  .frame {
    position: relative;
    display: flex;
    flex-direction: column;
    height: var(--gx-frame-height, 40rem);
    border: 1px solid var(--room-line);
    border-radius: var(--gx-radius);
    background: var(--gx-paper);
    overflow: hidden;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
    padding: 0.375rem 0.75rem;
    border-bottom: 1px solid var(--room-line);
    background: var(--gx-panel);
  }
  header h2 {
    flex: 1;
    min-width: 8rem;
    overflow: hidden;
    font-size: 1rem;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .transport,
  .speeds,
  .actions {
    display: flex;
    align-items: center;
    gap: 0.25rem;
  }
  .transport {
    gap: 0.5rem;
  }
  .clock {
    min-width: 4rem;
    font-size: 1.25rem;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .speeds .button {
    min-width: 2.25rem;
    padding-inline: 0.25rem;
  }
  .freeze {
    min-width: 4.25rem;
  }
  .banner {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-height: 2.125rem;
    padding: 0.125rem 0.75rem;
    border-bottom: 1px solid var(--room-line);
    background: #eef1f4;
  }
  .banner.quiet {
    color: var(--gx-muted);
  }
  .banner.danger {
    background: var(--gx-danger-soft);
    color: var(--gx-danger);
  }
  .banner.warning {
    background: var(--gx-warning-soft);
    color: var(--gx-warning);
  }
  .banner.ok {
    background: var(--gx-ok-soft);
    color: var(--gx-ok);
    font-weight: 600;
  }
  .banner.alarm {
    background: #fff;
  }
  .banner .button {
    margin-inline-start: auto;
  }
  .banner .name {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .narrow .banner .time {
    display: none;
  }
  .banner .time {
    font-variant-numeric: tabular-nums;
  }
  .panels {
    flex: 1;
    min-height: 0;
  }
  .wide .panels {
    display: grid;
    grid-template: minmax(23.25rem, 1.25fr) minmax(0, 1fr) / minmax(0, 1fr) 26rem;
    gap: 1px;
    background: var(--room-line);
  }
  .wide .panel-plant {
    grid-area: 1 / 1;
  }
  .wide .panel-control {
    grid-area: 1 / 2;
  }
  .wide .panel-trend {
    grid-area: 2 / 1;
  }
  .wide .beside {
    grid-area: 2 / 2;
  }
  .panels > *,
  .beside > * {
    min-width: 0;
    min-height: 0;
    background: var(--gx-paper);
  }
  .panel-plant,
  .panel-trend,
  .panel-control {
    display: flex;
    flex-direction: column;
    overflow: auto;
  }
  .panel-plant > *,
  .panel-trend > *,
  .panel-control > * {
    flex: 1;
  }
  .beside {
    display: flex;
    flex-direction: column;
  }
  .beside [role="tabpanel"] {
    flex: 1;
    overflow: auto;
  }
  .panel-result {
    padding: 0.75rem;
  }
  .narrow .panels {
    overflow: auto;
  }
  .narrow .panels,
  .narrow .beside {
    display: flex;
    flex-direction: column;
  }
  .narrow .panels > :not([hidden], .beside) {
    flex: 1;
  }
  .narrow .beside:has(> :not([hidden])) {
    flex: 1;
    min-height: 0;
  }
  .narrow .tabs {
    overflow-x: auto;
  }
  .narrow .panel-plant {
    background: var(--room);
  }
  .narrow .panel-trend {
    min-height: 18rem;
  }
  .narrow header h2 {
    flex: 1;
  }
  .narrow .transport {
    order: 1;
    width: 100%;
    justify-content: space-between;
  }
  .transport select {
    min-height: 2.25rem;
    padding: 0 0.25rem;
    border: 1px solid var(--gx-line);
    border-radius: var(--gx-radius);
    background: var(--gx-paper);
    color: inherit;
    font: inherit;
  }
  .trip {
    padding: 0 0.375rem;
    background: var(--p1);
    color: #fff;
    font-weight: 600;
    white-space: nowrap;
  }
  .sheet {
    display: grid;
    grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    gap: 1.5rem;
    flex: 1;
    min-height: 0;
    padding: 1.25rem;
    overflow: auto;
  }
  .narrow .sheet {
    grid-template-columns: minmax(0, 1fr);
    padding: 1rem;
  }
  .brief {
    max-width: 42rem;
  }
  .brief h3 {
    font-size: 1.25rem;
  }
  .brief p {
    margin-top: 0.625rem;
    line-height: 1.65;
  }
  .begin {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    margin: 1rem 0;
  }
  .begin .button {
    min-height: 2.5rem;
    padding-inline: 1.5rem;
  }
  .marking {
    align-self: start;
    padding: 0.75rem 1rem;
    border: 1px solid var(--gx-line);
    border-radius: var(--gx-radius);
    background: var(--gx-panel);
  }
  .marking h4 {
    margin-top: 0.5rem;
    color: var(--gx-muted);
    font-size: 0.8125rem;
  }
  .marking li {
    display: flex;
    justify-content: space-between;
    gap: 0.75rem;
    padding: 0.125rem 0;
  }
  .marking .points {
    color: var(--gx-muted);
    white-space: nowrap;
  }
  dialog {
    max-width: 26rem;
    padding: 1.25rem;
    border: 1px solid var(--gx-line);
    border-radius: var(--gx-radius);
    color: inherit;
  }
  dialog p {
    margin-top: 0.5rem;
  }
  .answers {
    display: flex;
    justify-content: end;
    gap: 0.5rem;
    margin-top: 1rem;
  }
`;
