import type { PageWords } from '../language.ts';

export const words: PageWords = {
  commentsOn: 'Commentaires\u00a0: {title}',
  readArticle: 'Lire l’article',
  feedHere: 'Flux de ces commentaires',
  nextComments: 'Commentaires suivants',
  nextReplies: 'Réponses suivantes',
  fromBeginning: 'Depuis le début',
  toComments: 'Vers les commentaires',
  above: 'Ce à quoi ce commentaire répond',
  below: 'Réponses',
  votes: 'Votes\u00a0: {up} pour, {down} contre',
  labelled: '{label}\u00a0: {text}',

  yourComment: 'Votre commentaire',
  yourReply: 'Votre réponse',
  marks: '**gras**, *italique*, > citation et `code` sont affichés comme tels.',
  leaveEmpty: 'Laissez ce champ vide',
  signInThere:
    'Sur ce site, il faut se connecter pour commenter. La connexion se fait sur la page de l’article.',
  noReplies: 'Il n’est pas possible de répondre ici pour le moment.',

  notPosted: 'Pas encore publié',
  keptBelow: 'Votre texte est conservé ci-dessous.',
  formMended:
    'Quelque chose n’allait pas dans le formulaire\u202f; c’est corrigé. Appuyez encore une fois sur «\u00a0{button}\u00a0».',
  bodyRefused: 'Un commentaire contient des mots, et au plus {max} caractères.',
  tooFast:
    'C’était plus rapide qu’une personne n’écrit. Relisez votre commentaire, puis appuyez encore une fois sur «\u00a0{button}\u00a0».',
  trapFilled:
    'Un champ que personne ne voit a été rempli, comme le font les programmes. Il est de nouveau vide\u00a0: appuyez encore une fois sur «\u00a0{button}\u00a0».',
  bannedWord:
    'Votre commentaire contient des mots que ce site ne publie pas. Changez-les, puis appuyez encore une fois sur «\u00a0{button}\u00a0».',
  foreignForm: 'Ce formulaire venait d’une autre page. Ouvrez les commentaires ici et écrivez à nouveau.',
  waitFor: { one: 'Réessayez dans {count} seconde.', other: 'Réessayez dans {count} secondes.' },

  awaiting: 'En attente de modération',
  awaitingHere:
    'Votre commentaire est arrivé, et la modération l’examine avant sa parution. D’ici là, vous seul le voyez, à cette adresse\u00a0: conservez-la pour savoir ce qu’il est devenu.',
  notPublished: 'Non publié',

  nothingHere: 'Il n’y a rien ici',
  nothingHereText:
    'Il n’y a pas encore de commentaires à cette adresse, ou ce qui s’y trouvait a disparu. Ils commencent sur la page de l’article.',
  noReportText: 'Aucun signalement ne porte ce numéro, ou il a été supprimé.',
  addressFaulty: 'Cette adresse ne mène nulle part',
  addressFaultyText:
    'Quelque chose n’y est pas comme il faut. Retournez à l’article et suivez le lien encore une fois.',
  tooMuch: 'Trop de demandes à la fois',
  unavailable: 'Le service est momentanément indisponible',
  unavailableText:
    'Les commentaires ne peuvent être ni enregistrés ni lus pour l’instant. Rien n’est perdu\u00a0: réessayez dans un moment.',
  ourFault: 'Une erreur s’est produite de notre côté',
  ourFaultText: 'Réessayez, ou signalez-le-nous par le lien ci-dessous.',
  faultNumber: 'Numéro de cette erreur\u00a0: {number}',

  reportUnpublished:
    'Ce que vous écrivez est transmis aux responsables des commentaires et n’est pas publié.',
  reportMessage: 'Qu’est-ce qui n’a pas fonctionné\u202f?',
  aboutPage: 'À propos de la page {address}',
  reportArrived: 'Votre signalement est arrivé',
  reportNumber: 'Merci. Il porte le numéro {ticket}, et cette page montre ce qu’il devient.',

  'feed.thread': 'Commentaires sur «\u00a0{title}\u00a0»',
  'feed.site': 'Commentaires sur {site}',
  'feed.entry': '{name} sur «\u00a0{title}\u00a0»',
  'feed.untitled': '{name} sur une page',

  help: 'Si vous n’arrivez pas à commenter',
  'ask.missing': 'Les commentaires ne s’affichent pas du tout.',
  'answer.missing':
    'Une extension qui bloque la publicité ou les scripts les a peut-être pris pour autre chose\u00a0: autorisez-y l’adresse de cette page, puis rechargez l’article. Les réseaux d’entreprise et les VPN font parfois de même. On peut aussi lire et écrire les commentaires sur une page simple, qui n’a pas besoin de scripts\u202f; là où ils n’ont pas pu être chargés, un lien y mène.',
  'ask.forbidden':
    'Il est dit que la page n’a pas le droit de montrer les commentaires, ou qu’elle interdit quelque chose dont ils ont besoin.',
  'answer.forbidden':
    'Seul le responsable du site peut y remédier. Signalez-le, s’il vous plaît\u00a0: ce qu’il doit savoir a déjà été relevé.',
  'ask.gone': 'J’ai appuyé sur «\u00a0{button}\u00a0», et mon commentaire n’est pas là.',
  'answer.gone':
    'S’il est dit qu’il attend la modération, quelqu’un le lit d’abord. S’il est dit qu’il n’a pas été envoyé, il est conservé dans ce navigateur avec tout ce que vous avez écrit, et sera publié dès le retour de la connexion. Il n’est jamais publié deux fois, même si vous appuyez souvent.',
  'ask.late': 'Les nouvelles réponses n’apparaissent pas d’elles-mêmes, ou tardent.',
  'answer.late':
    'Certains réseaux ne laissent pas passer les connexions en direct. Les nouveautés sont alors cherchées quelques fois par minute\u202f; rien n’est perdu, tout arrive seulement plus tard. En rechargeant la page, vous voyez toujours tout.',
  'ask.session': 'Ma session s’est fermée, ou la connexion est refusée.',
  'answer.session':
    'Les sessions expirent au bout d’un moment. Reconnectez-vous, ou indiquez de nouveau votre nom\u202f; ce que vous écriviez est toujours là. Si la connexion du site lui-même est refusée, déconnectez-vous du site, puis reconnectez-vous.',
  'ask.wait': 'On me demande d’attendre.',
  'answer.wait':
    'Pour que personne ne submerge une discussion, le nombre de commentaires acceptés d’un même endroit en quelques minutes est limité. Votre texte est conservé, et le compteur indique quand il pourra être publié.',
  'ask.forgotten': 'Mon nom et mes brouillons disparaissent à chaque fois.',
  'answer.forgotten':
    'Le navigateur ne laisse rien conserver aux commentaires, par exemple en navigation privée ou quand les données des sites sont bloquées. On peut écrire malgré tout, tant que la page reste ouverte.',
  'ask.clock': 'Les heures des commentaires sont fausses.',
  'answer.clock':
    'L’horloge de votre appareil est peut-être déréglée. Laissez-le la régler lui-même, puis rechargez la page.',
  'ask.report': 'Qu’est devenu mon signalement\u202f?',
  'answer.report':
    'Appuyez encore une fois sur la ligne sous les commentaires\u00a0: sur l’appareil d’où vous avez écrit, vos signalements précédents se trouvent sous le formulaire, chacun avec ce qu’il est devenu et un bouton qui le supprime. Un signalement qui n’a pas pu être envoyé y attend aussi, et partira de lui-même. Sur tout autre appareil, l’adresse /h/ suivie du numéro montre la même chose. Si vous avez donné une adresse e-mail, une réponse peut y parvenir\u202f; elle ne sert à rien d’autre et est supprimée avec le signalement.',
  'ask.else': 'Autre chose\u202f?',
  'answer.else':
    'Écrivez-nous. Vous voyez ce qui est envoyé avant l’envoi, vous recevez un numéro pour savoir ce qu’il est devenu, et vous pouvez faire supprimer le signalement\u202f; il l’est de toute façon après 30 jours.',
};
