import { css } from "lit";

export const studioStyles = css`
  form {
    display: flex;
    flex-direction: column;
    gap: 0.625rem;
    max-width: 100rem;
    margin-inline: auto;
    padding: 0.75rem;
  }
  h3 {
    font-size: 0.875rem;
  }
  .fields {
    display: grid;
    grid-template-columns: 2fr 1fr 1fr;
    gap: 0.75rem;
  }
  label {
    display: flex;
    flex-direction: column;
    justify-content: space-between;
    gap: 0.25rem;
    font-weight: 600;
  }
  input {
    width: 100%;
    min-height: 2.25rem;
    padding: 0.25rem 0.5rem;
    border: 1px solid #8794a1;
    border-radius: var(--gx-radius);
    background: var(--gx-paper);
    color: inherit;
    font: inherit;
    font-weight: 400;
  }
  .work {
    display: flex;
    gap: 0.75rem;
  }
  .text,
  .preview {
    display: flex;
    flex: 1 1 0;
    flex-direction: column;
    gap: 0.375rem;
    min-width: 0;
  }
  .preview {
    height: calc(clamp(16rem, 55vh, 40rem) + 7rem);
    padding: 0.5rem 0.75rem;
    overflow: hidden;
  }
  .editor {
    height: clamp(16rem, 55vh, 40rem);
    overflow: hidden;
  }
  .problems {
    min-height: 4.5rem;
    max-height: 9rem;
    overflow-y: auto;
  }
  .faulty {
    color: var(--gx-danger);
    font-weight: 600;
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: 0.5rem;
  }
  .message {
    flex: 1 1 14rem;
  }
  .message .notice {
    display: block;
  }
  @media (max-width: 60rem) {
    .work {
      flex-direction: column;
    }
    .text,
    .preview {
      flex: none;
    }
  }
  @media (max-width: 40rem) {
    .fields {
      grid-template-columns: 1fr;
    }
  }
`;
