import type { PageWords } from '../language.ts';

export const words: PageWords = {
  commentsOn: 'Comentarios: {title}',
  readArticle: 'Leer el artículo',
  feedHere: 'Fuente de estos comentarios',
  nextComments: 'Más comentarios',
  nextReplies: 'Más respuestas',
  fromBeginning: 'Desde el principio',
  toComments: 'A los comentarios',
  above: 'A qué responde',
  below: 'Respuestas',
  votes: 'Votos: {up} a favor, {down} en contra',
  labelled: '{label}: {text}',

  yourComment: 'Su comentario',
  yourReply: 'Su respuesta',
  marks: '**negrita**, *cursiva*, > cita y `código` se muestran como tales.',
  leaveEmpty: 'Deje este campo vacío',
  signInThere:
    'En este sitio hay que iniciar sesión para comentar, lo que se hace en la página del artículo.',
  noReplies: 'De momento no se puede responder aquí.',

  notPosted: 'Aún sin publicar',
  keptBelow: 'Su texto se conserva abajo.',
  formMended: 'Algo en el formulario no estaba bien y ya se ha corregido. Pulse «{button}» otra vez.',
  bodyRefused: 'Un comentario necesita palabras y tiene como máximo {max} caracteres.',
  tooFast:
    'Ha sido más rápido de lo que escribe una persona. Revise su comentario y pulse «{button}» otra vez.',
  trapFilled:
    'Se rellenó un campo que las personas no ven, como hacen los programas. Vuelve a estar vacío: pulse «{button}» otra vez.',
  bannedWord:
    'Su comentario contiene palabras que este sitio no publica. Cámbielas y pulse «{button}» otra vez.',
  foreignForm: 'Este formulario venía de otra página. Abra los comentarios aquí y escriba de nuevo.',
  waitFor: {
    one: 'Inténtelo de nuevo en {count} segundo.',
    other: 'Inténtelo de nuevo en {count} segundos.',
  },

  awaiting: 'A la espera de la moderación',
  awaitingHere:
    'Su comentario ha llegado y la moderación lo revisa antes de que aparezca. Hasta entonces solo usted puede verlo, en esta dirección: guárdela para saber qué ha sido de él.',
  notPublished: 'No publicado',

  nothingHere: 'Aquí no hay nada',
  nothingHereText:
    'Todavía no hay comentarios en esta dirección, o lo que había ya no está. Empiezan en la página del artículo.',
  noReportText: 'No hay ningún aviso con este número, o se ha borrado.',
  addressFaulty: 'Esta dirección no lleva a ningún sitio',
  addressFaultyText: 'Algo en ella no está bien. Vuelva al artículo y siga el enlace otra vez.',
  tooMuch: 'Demasiado de golpe',
  unavailable: 'El servicio no está disponible por un momento',
  unavailableText:
    'Ahora mismo no se pueden guardar ni leer comentarios. No se pierde nada: inténtelo de nuevo en un momento.',
  ourFault: 'Algo ha fallado por nuestra parte',
  ourFaultText: 'Inténtelo de nuevo o cuéntenoslo mediante el enlace de abajo.',
  faultNumber: 'Número de este fallo: {number}',

  reportUnpublished: 'Lo que escriba llega a los responsables de los comentarios y no se publica.',
  reportMessage: '¿Qué ha fallado?',
  aboutPage: 'Sobre la página {address}',
  reportArrived: 'Su aviso ha llegado',
  reportNumber: 'Gracias. Su número es {ticket}, y esta página muestra qué es de él.',

  'feed.thread': 'Comentarios sobre «{title}»',
  'feed.site': 'Comentarios en {site}',
  'feed.entry': '{name} sobre «{title}»',
  'feed.untitled': '{name} sobre una página',

  help: 'Si no consigue comentar',
  'ask.missing': 'Los comentarios no aparecen en absoluto.',
  'answer.missing':
    'Puede que una extensión que bloquea la publicidad o los scripts los haya tomado por otra cosa: permita en ella la dirección de esta página y recargue el artículo. Las redes de empresa y las VPN a veces hacen lo mismo. Los comentarios también se pueden leer y escribir en una página sencilla, que no necesita scripts; donde no se pudieron cargar, un enlace lleva a ella.',
  'ask.forbidden':
    'Se dice que la página no puede mostrar los comentarios, o que prohíbe algo que necesitan.',
  'answer.forbidden':
    'Solo el responsable del sitio puede arreglarlo. Por favor, avísenos: ya se ha averiguado lo que necesita saber.',
  'ask.gone': 'He pulsado «{button}» y mi comentario no está.',
  'answer.gone':
    'Si se dice que espera a la moderación, alguien lo lee antes. Si se dice que no se envió, está guardado en este navegador con todo lo que escribió y se publicará cuando vuelva la conexión. Nunca se publica dos veces, por mucho que pulse.',
  'ask.late': 'Las respuestas nuevas no aparecen solas, o tardan.',
  'answer.late':
    'Algunas redes no dejan pasar las conexiones en directo. Entonces se buscan novedades unas veces por minuto; no se pierde nada, solo llega más tarde. Al recargar la página siempre se ve todo.',
  'ask.session': 'Se cerró mi sesión, o se rechaza el inicio de sesión.',
  'answer.session':
    'Las sesiones caducan al cabo de un tiempo. Inicie sesión de nuevo o indique otra vez su nombre; lo que estaba escribiendo sigue ahí. Si se rechaza el inicio de sesión del propio sitio, ciérrela en él y vuelva a iniciarla.',
  'ask.wait': 'Se me pide que espere.',
  'answer.wait':
    'Para que nadie inunde una conversación, solo se admite cierto número de comentarios de un mismo lugar en unos minutos. Su texto se conserva, y el contador dice cuándo se podrá publicar.',
  'ask.forgotten': 'Mi nombre y mis borradores desaparecen cada vez.',
  'answer.forgotten':
    'El navegador no deja que los comentarios guarden nada, por ejemplo en una ventana privada o con los datos de sitios bloqueados. Aun así se puede escribir mientras la página esté abierta.',
  'ask.clock': 'Las horas junto a los comentarios no son correctas.',
  'answer.clock':
    'Puede que el reloj de su dispositivo esté mal. Deje que se ajuste por sí solo y recargue la página.',
  'ask.report': '¿Qué ha sido de mi aviso?',
  'answer.report':
    'Pulse otra vez la línea que hay bajo los comentarios: en el dispositivo desde el que avisó, sus avisos anteriores están debajo del formulario, cada uno con lo que ha sido de él y un botón que lo borra. Allí espera también el aviso que no se pudo enviar, y saldrá por sí solo. En cualquier otro dispositivo, la dirección /h/ seguida del número muestra lo mismo. Si dio un correo electrónico, puede llegarle una respuesta; no se usa para nada más y se borra con el aviso.',
  'ask.else': '¿Otra cosa?',
  'answer.else':
    'Escríbanos. Verá lo que se envía antes de que salga, recibirá un número para saber qué ha sido de ello y podrá hacer que se borre; a los 30 días se borra de todos modos.',
};
