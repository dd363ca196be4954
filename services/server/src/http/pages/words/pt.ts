import type { PageWords } from '../language.ts';

export const words: PageWords = {
  commentsOn: 'Comentários: {title}',
  readArticle: 'Ler o artigo',
  feedHere: 'Feed destes comentários',
  nextComments: 'Mais comentários',
  nextReplies: 'Mais respostas',
  fromBeginning: 'Desde o início',
  toComments: 'Ir para os comentários',
  above: 'A que este comentário responde',
  below: 'Respostas',
  votes: 'Votos: {up} a favor, {down} contra',
  labelled: '{label}: {text}',

  yourComment: 'Seu comentário',
  yourReply: 'Sua resposta',
  marks: '**negrito**, *itálico*, > citação e `código` aparecem como tais.',
  leaveEmpty: 'Deixe este campo vazio',
  signInThere: 'Neste site é preciso entrar para comentar, o que se faz na página do artigo.',
  noReplies: 'No momento, não é possível responder aqui.',

  notPosted: 'Ainda não publicado',
  keptBelow: 'Seu texto está guardado abaixo.',
  formMended: 'Algo no formulário não estava certo e já foi corrigido. Pressione “{button}” mais uma vez.',
  bodyRefused: 'Um comentário precisa de palavras e tem no máximo {max} caracteres.',
  tooFast:
    'Foi mais rápido do que uma pessoa escreve. Releia seu comentário e pressione “{button}” mais uma vez.',
  trapFilled:
    'Um campo que as pessoas não veem foi preenchido, como fazem os programas. Ele está vazio de novo: pressione “{button}” mais uma vez.',
  bannedWord:
    'Seu comentário contém palavras que este site não publica. Mude-as e pressione “{button}” mais uma vez.',
  foreignForm: 'Este formulário veio de outra página. Abra os comentários aqui e escreva de novo.',
  waitFor: {
    one: 'Tente novamente em {count} segundo.',
    other: 'Tente novamente em {count} segundos.',
  },

  awaiting: 'Aguardando a moderação',
  awaitingHere:
    'Seu comentário chegou, e a moderação o analisa antes de aparecer. Até lá, só você pode vê-lo, neste endereço: guarde-o para saber o que aconteceu.',
  notPublished: 'Não publicado',

  nothingHere: 'Não há nada aqui',
  nothingHereText:
    'Ainda não há comentários neste endereço, ou o que havia não existe mais. Eles começam na página do artigo.',
  noReportText: 'Não há relato com este número, ou ele foi apagado.',
  addressFaulty: 'Este endereço não leva a lugar nenhum',
  addressFaultyText: 'Algo nele não está certo. Volte ao artigo e siga o link mais uma vez.',
  tooMuch: 'Muita coisa de uma vez',
  unavailable: 'O serviço está indisponível no momento',
  unavailableText:
    'Agora não é possível guardar nem ler comentários. Nada se perde: tente novamente daqui a pouco.',
  ourFault: 'Algo deu errado do nosso lado',
  ourFaultText: 'Tente novamente ou conte para nós pelo link abaixo.',
  faultNumber: 'Número desta falha: {number}',

  reportUnpublished: 'O que você escreve vai para os responsáveis pelos comentários e não é publicado.',
  reportMessage: 'O que deu errado?',
  aboutPage: 'Sobre a página {address}',
  reportArrived: 'Seu relato chegou',
  reportNumber: 'Obrigado. O número dele é {ticket}, e esta página mostra o que é feito dele.',

  'feed.thread': 'Comentários sobre “{title}”',
  'feed.site': 'Comentários em {site}',
  'feed.entry': '{name} sobre “{title}”',
  'feed.untitled': '{name} sobre uma página',

  help: 'Se não conseguir comentar',
  'ask.missing': 'Os comentários não aparecem.',
  'answer.missing':
    'Uma extensão que bloqueia publicidade ou scripts pode tê-los tomado por outra coisa: permita nela o endereço desta página e recarregue o artigo. Redes de empresas e VPNs às vezes fazem o mesmo. Os comentários também podem ser lidos e escritos em uma página simples, que dispensa scripts; onde não puderam ser carregados, um link leva até ela.',
  'ask.forbidden':
    'Diz que a página não pode mostrar os comentários, ou que proíbe algo de que eles precisam.',
  'answer.forbidden':
    'Só o responsável pelo site pode resolver isso. Por favor, relate: o que ele precisa saber já foi apurado.',
  'ask.gone': 'Pressionei “{button}”, e meu comentário não está lá.',
  'answer.gone':
    'Se diz que aguarda a moderação, alguém o lê antes. Se diz que não foi enviado, ele está guardado neste navegador com tudo o que você escreveu e será publicado quando a conexão voltar. Nunca é publicado duas vezes, por mais que você pressione.',
  'ask.late': 'Novas respostas não aparecem sozinhas, ou demoram.',
  'answer.late':
    'Algumas redes não deixam passar conexões ao vivo. As novidades são então buscadas algumas vezes por minuto; nada se perde, só chega mais tarde. Recarregar a página sempre mostra tudo.',
  'ask.session': 'Minha sessão foi encerrada, ou a entrada é recusada.',
  'answer.session':
    'As sessões expiram depois de algum tempo. Entre novamente ou diga seu nome outra vez; o que você estava escrevendo continua lá. Se a entrada do próprio site for recusada, saia do site e entre de novo.',
  'ask.wait': 'Diz que devo esperar.',
  'answer.wait':
    'Para que ninguém inunde uma discussão, só é aceito certo número de comentários de um mesmo lugar em poucos minutos. Seu texto fica guardado, e o contador diz quando poderá ser publicado.',
  'ask.forgotten': 'Meu nome e meus rascunhos somem todas as vezes.',
  'answer.forgotten':
    'O navegador não deixa os comentários guardarem nada, por exemplo em uma janela privada ou com os dados de sites bloqueados. Dá para escrever mesmo assim, enquanto a página estiver aberta.',
  'ask.clock': 'Os horários dos comentários estão errados.',
  'answer.clock':
    'O relógio do seu dispositivo pode estar errado. Deixe que ele se acerte sozinho e recarregue a página.',
  'ask.report': 'O que foi feito do meu relato?',
  'answer.report':
    'Pressione de novo a linha abaixo dos comentários: no dispositivo de onde você relatou, seus relatos anteriores ficam abaixo do formulário, cada um com o que foi feito dele e um botão que o apaga. Um relato que não pôde ser enviado também espera ali e sairá sozinho. Em qualquer outro dispositivo, o endereço /h/ seguido do número mostra o mesmo. Se você deu um e-mail, uma resposta pode chegar a ele; ele não é usado para mais nada e é apagado com o relato.',
  'ask.else': 'Outra coisa?',
  'answer.else':
    'Escreva para nós. Você vê o que será enviado antes de sair, recebe um número para saber o que foi feito e pode mandar apagar o relato; depois de 30 dias ele é apagado de qualquer forma.',
};
