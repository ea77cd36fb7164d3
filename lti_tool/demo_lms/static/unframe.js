// A page of the LMS that was opened within the tool's frame takes the whole window.
window.top?.location.replace(window.location.href);
