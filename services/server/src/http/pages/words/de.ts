import type { PageWords } from '../language.ts';

export const words: PageWords = {
  commentsOn: 'Kommentare: {title}',
  readArticle: 'Zum Artikel',
  feedHere: 'Feed dieser Kommentare',
  nextComments: 'Weitere Kommentare',
  nextReplies: 'Weitere Antworten',
  fromBeginning: 'Von Anfang an',
  toComments: 'Zu den Kommentaren',
  above: 'Worauf hier geantwortet wird',
  below: 'Antworten',
  votes: 'Stimmen: {up} dafür, {down} dagegen',
  labelled: '{label}: {text}',

  yourComment: 'Ihr Kommentar',
  yourReply: 'Ihre Antwort',
  marks: '**fett**, *kursiv*, > Zitat und `Code` werden so dargestellt.',
  leaveEmpty: 'Lassen Sie dieses Feld leer',
  signInThere:
    'Auf dieser Website kommentiert man nur angemeldet. Die Anmeldung finden Sie auf der Seite des Artikels.',
  noReplies: 'Antworten können hier derzeit nicht geschrieben werden.',

  notPosted: 'Noch nicht gesendet',
  keptBelow: 'Ihr Text steht unten.',
  formMended: 'Im Formular stimmte etwas nicht; das ist nun behoben. Drücken Sie noch einmal auf „{button}“.',
  bodyRefused: 'Ein Kommentar braucht Worte und hat höchstens {max} Zeichen.',
  tooFast:
    'Das ging schneller, als Menschen schreiben. Sehen Sie Ihren Kommentar noch einmal an und drücken Sie dann erneut auf „{button}“.',
  trapFilled:
    'Ein Feld, das Menschen nicht sehen, war ausgefüllt, wie Programme es tun. Es ist wieder leer: Drücken Sie noch einmal auf „{button}“.',
  bannedWord:
    'Ihr Kommentar enthält Wörter, die diese Website nicht veröffentlicht. Ändern Sie sie und drücken Sie noch einmal auf „{button}“.',
  foreignForm:
    'Dieses Formular kam von einer anderen Seite. Öffnen Sie die Kommentare hier und schreiben Sie noch einmal.',
  waitFor: {
    one: 'Versuchen Sie es in {count} Sekunde noch einmal.',
    other: 'Versuchen Sie es in {count} Sekunden noch einmal.',
  },

  awaiting: 'Wartet auf die Moderation',
  awaitingHere:
    'Ihr Kommentar ist angekommen. Die Moderation prüft ihn, bevor er erscheint. Bis dahin sehen nur Sie ihn, und zwar unter dieser Adresse: Bewahren Sie sie auf, um zu erfahren, was daraus wurde.',
  notPublished: 'Nicht veröffentlicht',

  nothingHere: 'Hier ist nichts',
  nothingHereText:
    'Unter dieser Adresse gibt es noch keine Kommentare, oder was hier stand, ist nicht mehr da. Sie beginnen auf der Seite des Artikels.',
  noReportText: 'Eine Meldung mit dieser Nummer gibt es nicht, oder sie wurde gelöscht.',
  addressFaulty: 'Diese Adresse führt nirgendwohin',
  addressFaultyText:
    'Etwas daran stimmt nicht. Gehen Sie zurück zum Artikel und folgen Sie dem Link noch einmal.',
  tooMuch: 'Zu viel auf einmal',
  unavailable: 'Der Dienst ist gerade nicht verfügbar',
  unavailableText:
    'Kommentare können im Moment weder gespeichert noch gelesen werden. Es geht nichts verloren: Versuchen Sie es gleich noch einmal.',
  ourFault: 'Bei uns ist etwas schiefgegangen',
  ourFaultText: 'Versuchen Sie es noch einmal, oder melden Sie es uns über die Zeile unten.',
  faultNumber: 'Nummer dieses Fehlers: {number}',

  reportUnpublished: 'Was Sie schreiben, geht an die Betreiber der Kommentare und wird nicht veröffentlicht.',
  reportMessage: 'Was ist schiefgegangen?',
  aboutPage: 'Zur Seite {address}',
  reportArrived: 'Ihre Meldung ist angekommen',
  reportNumber: 'Danke. Sie hat die Nummer {ticket}. Diese Seite zeigt, was daraus wird.',

  'feed.thread': 'Kommentare zu „{title}“',
  'feed.site': 'Kommentare auf {site}',
  'feed.entry': '{name} zu „{title}“',
  'feed.untitled': '{name} zu einer Seite',

  help: 'Wenn das Kommentieren nicht klappt',
  'ask.missing': 'Die Kommentare erscheinen gar nicht.',
  'answer.missing':
    'Eine Erweiterung, die Werbung oder Skripte blockiert, hält sie vielleicht für etwas anderes: Erlauben Sie darin die Adresse dieser Seite und laden Sie den Artikel neu. Firmennetze und VPNs tun manchmal dasselbe. Die Kommentare lassen sich auch auf einer einfachen Seite lesen und schreiben, die keine Skripte braucht; wo sie nicht geladen werden konnten, führt ein Link dorthin.',
  'ask.forbidden':
    'Es heißt, die Seite dürfe die Kommentare nicht zeigen oder verbiete etwas, das sie brauchen.',
  'answer.forbidden':
    'Das kann nur der Betreiber der Website beheben. Bitte melden Sie es: Was er wissen muss, ist schon ermittelt.',
  'ask.gone': 'Ich habe auf „{button}“ gedrückt, und mein Kommentar ist nicht da.',
  'answer.gone':
    'Wenn es heißt, er warte auf die Moderation, liest ihn zuerst jemand. Wenn es heißt, er sei nicht gesendet, ist er mit allem, was Sie geschrieben haben, in diesem Browser gespeichert und wird gesendet, sobald Sie wieder verbunden sind. Er erscheint nie doppelt, wie oft Sie auch drücken.',
  'ask.late': 'Neue Antworten erscheinen nicht von selbst oder verspätet.',
  'answer.late':
    'Manche Netze lassen Live-Verbindungen nicht durch. Dann wird einige Male in der Minute nachgesehen; es geht nichts verloren, es kommt nur später. Wenn Sie die Seite neu laden, sehen Sie immer alles.',
  'ask.session': 'Ich wurde abgemeldet, oder die Anmeldung wird abgelehnt.',
  'answer.session':
    'Sitzungen enden nach einer Weile. Melden Sie sich wieder an oder nennen Sie als Gast noch einmal Ihren Namen; was Sie gerade schrieben, ist noch da. Wird die Anmeldung der Website selbst abgelehnt, melden Sie sich dort ab und wieder an.',
  'ask.wait': 'Es heißt, ich solle warten.',
  'answer.wait':
    'Damit niemand eine Diskussion überschwemmt, werden in wenigen Minuten nur so und so viele Kommentare von einem Ort angenommen. Ihr Text bleibt erhalten, und der Zähler sagt, wann er gesendet werden kann.',
  'ask.forgotten': 'Mein Name und meine Entwürfe sind jedes Mal weg.',
  'answer.forgotten':
    'Der Browser lässt die Kommentare nichts speichern, etwa in einem privaten Fenster oder wenn Websitedaten blockiert sind. Schreiben können Sie trotzdem, solange die Seite offen ist.',
  'ask.clock': 'Die Zeiten bei den Kommentaren stimmen nicht.',
  'answer.clock':
    'Vielleicht geht die Uhr Ihres Geräts falsch. Lassen Sie sie sich selbst stellen und laden Sie die Seite neu.',
  'ask.report': 'Was ist aus meiner Meldung geworden?',
  'answer.report':
    'Drücken Sie noch einmal auf die Zeile unter den Kommentaren: Auf dem Gerät, von dem die Meldung kam, stehen Ihre früheren Meldungen unter dem Formular, jede mit dem, was daraus wurde, und mit einem Knopf, der sie löscht. Auch eine Meldung, die nicht gesendet werden konnte, wartet dort und geht von selbst hinaus. Auf jedem anderen Gerät zeigt die Adresse /h/ mit der Nummer dahinter dasselbe. Haben Sie eine E-Mail-Adresse angegeben, kommt die Antwort vielleicht dorthin; sie wird für nichts anderes verwendet und mit der Meldung gelöscht.',
  'ask.else': 'Etwas anderes?',
  'answer.else':
    'Schreiben Sie uns. Sie sehen vorher, was gesendet wird, erhalten eine Nummer, mit der Sie nachsehen können, was daraus wurde, und können die Meldung löschen lassen; nach 30 Tagen wird sie ohnehin gelöscht.',
};
