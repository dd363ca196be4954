/**
 * What only the pages without a script say, in English: what the widget says too is taken from
 * `shared/contracts/src/messages`. Another language is another file with the same keys.
 */
export const pageMessages = {
  commentsOn: 'Comments: {title}',
  readArticle: 'Read the article',
  feedHere: 'Feed of these comments',
  nextComments: 'More comments',
  nextReplies: 'More replies',
  fromBeginning: 'From the beginning',
  toComments: 'To the comments',
  above: 'What this answers',
  below: 'Replies',
  votes: 'Votes: {up} for, {down} against',
  labelled: '{label}: {text}',

  yourComment: 'Your comment',
  yourReply: 'Your reply',
  marks: '**bold**, *italic*, > quote and `code` are shown as such.',
  leaveEmpty: 'Leave this empty',
  signInThere:
    'This site asks readers to sign in before they comment, which works on the article’s own page.',
  noReplies: 'Replies cannot be written here at present.',

  notPosted: 'Not posted yet',
  keptBelow: 'What you wrote is kept below.',
  formMended: 'Something in the form was not as it should be, and is mended now. Press “{button}” once more.',
  bodyRefused: 'A comment needs words, and has {max} characters at most.',
  tooFast: 'That was faster than people write. Look at your comment again, then press “{button}” once more.',
  trapFilled:
    'A field that people do not see was filled in, as programs do. It is empty again: press “{button}” once more.',
  bannedWord:
    'Your comment contains words that this site does not publish. Change them, then press “{button}” once more.',
  foreignForm: 'This form came from another page. Open the comments here, and write again.',
  waitFor: { one: 'Try again in {count} second.', other: 'Try again in {count} seconds.' },

  awaiting: 'Awaiting a moderator',
  awaitingHere:
    'Your comment has arrived, and a moderator looks at it before it appears. Until then only you can see it, at this address: keep it to see what became of it.',
  notPublished: 'Not published',

  nothingHere: 'There is nothing here',
  nothingHereText:
    'There are no comments at this address yet, or what stood here is gone. The article’s own page is where they begin.',
  noReportText: 'There is no report with this number, or it has been deleted.',
  addressFaulty: 'This address does not lead anywhere',
  addressFaultyText:
    'Something in it is not as it should be. Go back to the article, and follow the link once more.',
  tooMuch: 'Too much at once',
  unavailable: 'The service is not available for a moment',
  unavailableText: 'Comments cannot be stored or read just now. Nothing is lost: try again in a moment.',
  ourFault: 'Something went wrong on our side',
  ourFaultText: 'Try again, or tell us through the line below.',
  faultNumber: 'Number of this fault: {number}',

  reportUnpublished: 'What you write goes to the people who run the comments, and is not published.',
  reportMessage: 'What went wrong?',
  aboutPage: 'About the page {address}',
  reportArrived: 'Your report has arrived',
  reportNumber: 'Thank you. Its number is {ticket}, and this page shows what becomes of it.',

  'feed.thread': 'Comments on “{title}”',
  'feed.site': 'Comments on {site}',
  'feed.entry': '{name} on “{title}”',
  'feed.untitled': '{name} on a page',

  help: 'If commenting does not work',
  'ask.missing': 'The comments do not show at all.',
  'answer.missing':
    'An extension that blocks advertising or scripts may have taken them for something else: allow the address of this page in it, and reload the article. Company networks and VPNs sometimes do the same. The comments can also be read and written on a plain page, which needs no scripts; where they could not be loaded, a link leads there.',
  'ask.forbidden': 'It says that the page may not show the comments, or forbids something that they need.',
  'answer.forbidden':
    'Only the owner of the website can mend that. Please report it: the panel has already found out what they need to know.',
  'ask.gone': 'I pressed “{button}”, and my comment is not there.',
  'answer.gone':
    'If it says that it awaits a moderator, somebody reads it first. If it says that it was not sent, it is kept in this browser with everything you wrote, and is posted when your connection is back. It is never posted twice, however often you press.',
  'ask.late': 'New replies do not show by themselves, or late.',
  'answer.late':
    'Some networks do not let live connections through. The comments then look for news a few times a minute; nothing is lost, it only comes later. Reloading the page always shows everything.',
  'ask.session': 'I was signed out, or signing in is refused.',
  'answer.session':
    'Sessions end after a while. Sign in again, or give your name again as a guest; what you were writing is still there. If the website’s own sign-in is refused, sign out of the website and in again.',
  'ask.wait': 'It says that I should wait.',
  'answer.wait':
    'So that nobody can flood a discussion, only so many comments are taken from one place in a few minutes. What you wrote stays, and the counter says when it can be posted.',
  'ask.forgotten': 'My name and drafts are gone each time.',
  'answer.forgotten':
    'The browser does not let the comments keep anything, for example in a private window or with site data blocked. Writing works all the same, for as long as the page is open.',
  'ask.clock': 'The times beside comments are wrong.',
  'answer.clock': 'The clock of your device may be off. Let it set its clock by itself, and reload the page.',
  'ask.report': 'What became of my report?',
  'answer.report':
    'Press the line under the comments again: on the device that you reported from, your earlier reports stand below the form, each with what became of it and a button that deletes it. A report that could not be sent waits there too, and goes out by itself. On any other device, the address /h/ followed by the number shows the same. If you gave an e-mail address, an answer may come to it; it is used for nothing else, and deleted with the report.',
  'ask.else': 'Something else?',
  'answer.else':
    'Write to us. You see what is sent before it goes, get a number to look up what became of it, and can have it deleted; after 30 days it is deleted anyway.',
} as const;
