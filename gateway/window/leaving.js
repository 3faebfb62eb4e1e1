// Tells that the window is gone, unless the person goes on to the next page. Everything works without it: then an enquiry that was left
// ends half a minute later, and one that was only closed when its time is up.
{
  let goesOn = false;
  const { gone, form } = document.body.dataset;
  addEventListener('submit', () => {
    goesOn = true;
  });
  addEventListener('click', (event) => {
    if (event.target.closest('a[data-stays]')) goesOn = true;
  });
  addEventListener('pagehide', () => {
    if (!goesOn) navigator.sendBeacon(gone, new URLSearchParams({ form }));
  });
  addEventListener('pageshow', () => {
    goesOn = false;
  });
}
