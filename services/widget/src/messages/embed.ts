/** What `embed.js` says when the app cannot be loaded; apart, because the small script carries no more. */
export const embedMessages = {
  heading: 'Comments',
  notLoaded: 'The comments could not be loaded. If you use a blocker, allow this address in it: ',
  offline: 'You are offline, so the comments could not be loaded.',
  retry: 'Try again',
  plainPage: 'Read the comments on a plain page',
  copy: 'Copy what to tell the site’s owner',
  copied: 'Copied',
  report: 'Please let us know if you’re having issues with commenting.',
};
