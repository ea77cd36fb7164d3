// The launch message posts itself to the tool.
document.querySelector("form")?.submit();
