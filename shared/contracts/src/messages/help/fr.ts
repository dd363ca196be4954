import type { HelpWords } from '../language.ts';

export const words: HelpWords = {
  issueTitle: 'Du mal à commenter\u202f?',
  issueIntro: 'Racontez-nous ce qui s’est passé. Nous lisons chaque message.',
  issueFound: 'Ce que nous avons remarqué nous-mêmes',
  issuePast: 'Remarqué plus tôt, et passé depuis',
  'diagnosis.offline': 'Votre appareil semble être hors ligne.',
  'advice.offline': 'Vérifiez votre connexion. Ce que vous écrivez est conservé et partira à votre retour.',
  'diagnosis.script-blocked': 'Une partie des commentaires n’a pas pu être chargée.',
  'advice.script-blocked': 'Si vous utilisez un bloqueur, autorisez-y {host}. Rechargez ensuite la page.',
  'diagnosis.csp-blocked':
    'Les règles de cette page interdisent quelque chose dont les commentaires ont besoin.',
  'advice.csp-blocked':
    'Seul son responsable peut y remédier\u00a0: envoyez ce signalement, s’il vous plaît.',
  'diagnosis.origin-not-allowed': 'Cette page n’a pas le droit de montrer les commentaires de son site.',
  'advice.origin-not-allowed':
    'Son responsable doit autoriser l’adresse de la page\u00a0: envoyez ce signalement, s’il vous plaît.',
  'diagnosis.api-unreachable': 'Le service est injoignable d’ici.',
  'advice.api-unreachable':
    'Si vous utilisez un bloqueur, autorisez-y {host} et rechargez la page. Sinon, un réseau d’entreprise ou une panne chez nous peut en être la cause\u00a0: réessayez dans quelques minutes.',
  'diagnosis.api-5xx': 'Le service a répondu par une erreur de son côté.',
  'advice.api-5xx':
    'Vous n’y êtes pour rien. Ce que vous écrivez est conservé\u202f; réessayez dans quelques minutes.',
  'diagnosis.session-refused': 'La connexion à votre compte a été refusée.',
  'advice.session-refused':
    'Déconnectez-vous de ce site, puis reconnectez-vous. Si cela ne suffit pas, envoyez ce signalement, s’il vous plaît.',
  'diagnosis.session-expired': 'Votre session a expiré.',
  'advice.session-expired': 'Indiquez votre nom ou reconnectez-vous. Ce que vous écriviez est toujours là.',
  'diagnosis.rate-limited': 'On vous a demandé de ralentir.',
  'advice.rate-limited': 'Cela passe tout seul en quelques minutes. Ce que vous écrivez est conservé.',
  'diagnosis.script-error': 'Une erreur s’est produite dans notre propre script.',
  'advice.script-error': 'Rechargez la page. Si cela se reproduit, envoyez ce signalement, s’il vous plaît.',
  'diagnosis.live-unavailable': 'Les nouveautés en direct ne sont pas connectées.',
  'advice.live-unavailable':
    'Les nouveaux commentaires arrivent au mieux quelques fois par minute, et quand vous rechargez la page.',
  'diagnosis.live-lagging': 'Les nouveautés arrivent en retard.',
  'advice.live-lagging': 'Rechargez la page pour voir ce qui est nouveau.',
  'diagnosis.websocket-blocked':
    'Les nouveautés prennent un chemin plus lent, car quelque chose entre nous bloque les WebSockets.',
  'advice.websocket-blocked':
    'Rien n’est perdu. Un bloqueur, un VPN ou un réseau d’entreprise peut en être la cause.',
  'diagnosis.storage-blocked': 'Ce navigateur ne nous laisse rien conserver.',
  'advice.storage-blocked':
    'Vos brouillons et votre nom sont perdus quand vous quittez la page, sauf si vous lui permettez de conserver des données.',
  'diagnosis.clock-skew': 'L’horloge de votre appareil et la nôtre diffèrent de plus de cinq minutes.',
  'advice.clock-skew':
    'Les heures des commentaires seront fausses tant que votre appareil ne règle pas son horloge lui-même.',
  issueMessage: 'Que s’est-il passé\u202f? (facultatif)',
  issueEmail: 'Votre adresse e-mail, si vous voulez une réponse (facultatif)',
  issueDraft: 'Joindre ce que j’étais en train d’écrire',
  issueJson: 'Voici exactement ce qui est envoyé',
  issueKeptFor: 'Il est supprimé après 30 jours, ou par vous à tout moment.',
  issueSend: 'Envoyer le signalement',
  issueSending: 'Envoi…',
  issueTicket: 'Signalement numéro {ticket}',
  issueSent: 'Merci. Votre signalement est arrivé.',
  issueKept:
    'Le signalement n’a pas encore pu être envoyé. Il est conservé ici et partira de lui-même dès que possible.',
  issueLost:
    'Le signalement n’a pas encore pu être envoyé, et ce navigateur ne nous laisse rien conserver. Laissez la page ouverte, ou copiez le signalement et envoyez-le autrement.',
  issueRefused: 'Le signalement n’a pas été accepté. Vérifiez l’adresse e-mail et réessayez.',
  issueCopy: 'Copier le diagnostic',
  issueByForm: 'L’envoyer par un simple formulaire',
  issueMail: 'Écrire à {address}',
  copied: 'Copié',
  close: 'Fermer',
  issueEarlier: 'Vos signalements précédents',
  issueDeleted: 'Le signalement est supprimé.',
  issueNotDeleted: 'Le service n’a pas pu recevoir la demande de suppression. Réessayez plus tard.',
  'issueState.unknown': 'Impossible de savoir pour l’instant ce qu’il est devenu.',
  'issueState.waiting': 'Il attend ici et partira dès que possible.',
  'issueState.received': 'Reçu, en attente de lecture.',
  'issueState.triaged': 'Il a été lu.',
  'issueState.investigating': 'Il est à l’étude.',
  'issueState.fixed': 'L’erreur est corrigée.',
  'issueState.closed': 'Il est clos.',
  'issueState.duplicate': 'L’erreur était déjà connue, et elle est à l’étude.',
  'issueState.wontfix': 'Il a été lu\u202f; les choses resteront comme elles sont.',
  'issueState.user-side': 'Il a été lu\u202f; la cause est extérieure aux commentaires.',
  'issueState.gone': 'Il est supprimé.',
};
