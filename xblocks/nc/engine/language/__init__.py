"""From text to blocks and words, and what each control understands of them."""
