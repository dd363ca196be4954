import type { HelpWords } from '../language.ts';

export const words: HelpWords = {
  issueTitle: 'Klappt das Kommentieren nicht?',
  issueIntro: 'Erzählen Sie uns, was passiert ist. Wir lesen jede Meldung.',
  issueFound: 'Was uns selbst aufgefallen ist',
  issuePast: 'Früher bemerkt, inzwischen vorbei',
  'diagnosis.offline': 'Ihr Gerät scheint offline zu sein.',
  'advice.offline':
    'Prüfen Sie Ihre Verbindung. Was Sie schreiben, bleibt erhalten und geht hinaus, sobald Sie wieder verbunden sind.',
  'diagnosis.script-blocked': 'Ein Teil der Kommentare konnte nicht geladen werden.',
  'advice.script-blocked':
    'Falls Sie einen Blocker nutzen, erlauben Sie darin {host}. Laden Sie dann die Seite neu.',
  'diagnosis.csp-blocked': 'Die Regeln dieser Seite verbieten etwas, das die Kommentare brauchen.',
  'advice.csp-blocked': 'Nur ihr Betreiber kann das ändern: Bitte senden Sie diese Meldung.',
  'diagnosis.origin-not-allowed': 'Diese Seite darf die Kommentare ihrer Website nicht zeigen.',
  'advice.origin-not-allowed':
    'Ihr Betreiber muss die Adresse der Seite erlauben: Bitte senden Sie diese Meldung.',
  'diagnosis.api-unreachable': 'Der Dienst ist von hier aus nicht erreichbar.',
  'advice.api-unreachable':
    'Falls Sie einen Blocker nutzen, erlauben Sie darin {host} und laden Sie die Seite neu. Sonst kann ein Firmennetz oder ein Fehler bei uns die Ursache sein: Versuchen Sie es in einigen Minuten erneut.',
  'diagnosis.api-5xx': 'Der Dienst hat mit einem eigenen Fehler geantwortet.',
  'advice.api-5xx':
    'Es liegt nicht an Ihnen. Was Sie schreiben, bleibt erhalten; versuchen Sie es in einigen Minuten erneut.',
  'diagnosis.session-refused': 'Die Anmeldung wurde abgelehnt.',
  'advice.session-refused':
    'Melden Sie sich auf dieser Website ab und wieder an. Hilft das nicht, senden Sie bitte diese Meldung.',
  'diagnosis.session-expired': 'Ihre Sitzung ist abgelaufen.',
  'advice.session-expired':
    'Nennen Sie Ihren Namen oder melden Sie sich wieder an. Was Sie geschrieben haben, ist noch da.',
  'diagnosis.rate-limited': 'Sie wurden gebeten, langsamer zu machen.',
  'advice.rate-limited': 'Das vergeht in wenigen Minuten von selbst. Was Sie schreiben, bleibt erhalten.',
  'diagnosis.script-error': 'In unserem eigenen Skript ist ein Fehler aufgetreten.',
  'advice.script-error': 'Laden Sie die Seite neu. Geschieht es wieder, senden Sie bitte diese Meldung.',
  'diagnosis.live-unavailable': 'Die Live-Verbindung steht nicht.',
  'advice.live-unavailable':
    'Neue Kommentare kommen bestenfalls einige Male in der Minute, und wenn Sie die Seite neu laden.',
  'diagnosis.live-lagging': 'Neues kommt verspätet an.',
  'advice.live-lagging': 'Laden Sie die Seite neu, um zu sehen, was es Neues gibt.',
  'diagnosis.websocket-blocked':
    'Neues kommt auf einem langsameren Weg, denn etwas zwischen uns blockiert WebSockets.',
  'advice.websocket-blocked':
    'Es geht nichts verloren. Ein Blocker, ein VPN oder ein Firmennetz kann die Ursache sein.',
  'diagnosis.storage-blocked': 'Dieser Browser lässt uns nichts speichern.',
  'advice.storage-blocked':
    'Entwürfe und Ihr Name gehen verloren, wenn Sie die Seite verlassen, es sei denn, Sie erlauben ihr Websitedaten.',
  'diagnosis.clock-skew': 'Die Uhr Ihres Geräts und unsere gehen um mehr als fünf Minuten auseinander.',
  'advice.clock-skew': 'Die Zeiten bei den Kommentaren stimmen nicht, bis Ihr Gerät seine Uhr selbst stellt.',
  issueMessage: 'Was ist passiert? (freiwillig)',
  issueEmail: 'Ihre E-Mail-Adresse, wenn Sie eine Antwort möchten (freiwillig)',
  issueDraft: 'Mitsenden, was ich gerade schrieb',
  issueJson: 'Genau das wird gesendet',
  issueKeptFor: 'Sie wird nach 30 Tagen gelöscht oder jederzeit von Ihnen.',
  issueSend: 'Meldung senden',
  issueSending: 'Wird gesendet\u00a0…',
  issueTicket: 'Meldung Nummer {ticket}',
  issueSent: 'Danke. Ihre Meldung ist angekommen.',
  issueKept:
    'Die Meldung konnte noch nicht gesendet werden. Sie ist hier gespeichert und geht von selbst hinaus, sobald es möglich ist.',
  issueLost:
    'Die Meldung konnte noch nicht gesendet werden, und dieser Browser lässt uns nichts speichern. Lassen Sie die Seite offen, oder kopieren Sie die Meldung und senden Sie sie auf anderem Weg.',
  issueRefused:
    'Die Meldung wurde nicht angenommen. Prüfen Sie die E-Mail-Adresse und versuchen Sie es erneut.',
  issueCopy: 'Diagnose kopieren',
  issueByForm: 'Als einfaches Formular senden',
  issueMail: 'An {address} schreiben',
  copied: 'Kopiert',
  close: 'Schließen',
  issueEarlier: 'Ihre früheren Meldungen',
  issueDeleted: 'Die Meldung ist gelöscht.',
  issueNotDeleted: 'Der Dienst war für das Löschen nicht erreichbar. Versuchen Sie es später erneut.',
  'issueState.unknown': 'Was daraus wurde, lässt sich gerade nicht abrufen.',
  'issueState.waiting': 'Sie wartet hier und geht hinaus, sobald es möglich ist.',
  'issueState.received': 'Eingegangen, wird noch gelesen.',
  'issueState.triaged': 'Sie wurde gelesen.',
  'issueState.investigating': 'Wir gehen ihr nach.',
  'issueState.fixed': 'Der Fehler ist behoben.',
  'issueState.closed': 'Sie ist abgeschlossen.',
  'issueState.duplicate': 'Der Fehler war schon bekannt; wir gehen ihm nach.',
  'issueState.wontfix': 'Sie wurde gelesen; es bleibt, wie es ist.',
  'issueState.user-side': 'Sie wurde gelesen; die Ursache liegt außerhalb der Kommentare.',
  'issueState.gone': 'Sie ist gelöscht.',
};
