import type { PageWords } from '../language.ts';

export const words: PageWords = {
  commentsOn: '评论：{title}',
  readArticle: '阅读文章',
  feedHere: '这些评论的订阅源',
  nextComments: '更多评论',
  nextReplies: '更多回复',
  fromBeginning: '从头开始',
  toComments: '查看评论',
  above: '所回复的评论',
  below: '回复',
  votes: '投票：{up} 赞成，{down} 反对',
  labelled: '{label}：{text}',

  yourComment: '您的评论',
  yourReply: '您的回复',
  marks: '**粗体**、*斜体*、> 引用和 `代码` 会按格式显示。',
  leaveEmpty: '请将此处留空',
  signInThere: '在本站评论需要先登录，请在文章页面登录。',
  noReplies: '目前无法在此回复。',

  notPosted: '尚未发布',
  keptBelow: '您的文字保留在下方。',
  formMended: '表单中有些内容不正确，现已修正。请再按一次“{button}”。',
  bodyRefused: '评论需要有文字，最多 {max} 个字符。',
  tooFast: '这比人书写的速度快。请再看一遍您的评论，然后再按一次“{button}”。',
  trapFilled: '一个人们看不到的栏位被填写了，程序通常会这样做。它已清空：请再按一次“{button}”。',
  bannedWord: '评论中包含本站不发布的词语。请修改后再按一次“{button}”。',
  foreignForm: '此表单来自其他页面。请在这里打开评论并重新填写。',
  waitFor: { other: '请在 {count} 秒后重试。' },

  awaiting: '等待审核',
  awaitingHere:
    '您的评论已收到，管理员会先查看再显示。在此之前，只有您能通过此地址看到它：请保存此地址，以便了解处理结果。',
  notPublished: '未发布',

  nothingHere: '这里没有内容',
  nothingHereText: '此地址还没有评论，或者原有内容已不存在。评论从文章页面开始。',
  noReportText: '没有此编号的报告，或者它已被删除。',
  addressFaulty: '此地址无效',
  addressFaultyText: '地址中有些内容不正确。请返回文章，再次点击链接。',
  tooMuch: '操作过于频繁',
  unavailable: '服务暂时不可用',
  unavailableText: '目前无法保存或读取评论。不会丢失任何内容：请稍后再试。',
  ourFault: '我们这边出了问题',
  ourFaultText: '请重试，或通过下方的链接告诉我们。',
  faultNumber: '故障编号：{number}',

  reportUnpublished: '您写的内容会发送给评论的运营者，不会公开。',
  reportMessage: '出了什么问题？',
  aboutPage: '相关页面：{address}',
  reportArrived: '您的报告已收到',
  reportNumber: '谢谢。报告编号为 {ticket}，您可以在此页面查看处理情况。',

  'feed.thread': '《{title}》的评论',
  'feed.site': '{site} 的评论',
  'feed.entry': '{name} 评论《{title}》',
  'feed.untitled': '{name} 的评论',

  help: '如果无法评论',
  'ask.missing': '评论完全不显示。',
  'answer.missing':
    '可能是拦截广告或脚本的扩展程序误判了：请在其中允许此页面的地址，然后刷新文章。公司网络和 VPN 有时也会如此。您还可以在不需要脚本的简洁页面上阅读和发表评论；在评论无法加载的地方，有链接指向该页面。',
  'ask.forbidden': '提示此页面不能显示评论，或者禁止了评论所需的内容。',
  'answer.forbidden': '只有网站所有者能解决。请向我们报告：他们需要知道的情况已经查明。',
  'ask.gone': '我按了“{button}”，但看不到我的评论。',
  'answer.gone':
    '如果提示等待审核，说明会有人先阅读。如果提示尚未发出，您写的全部内容都保存在此浏览器中，恢复连接后会发布。无论按多少次，都不会重复发布。',
  'ask.late': '新回复不会自动出现，或者出现得很晚。',
  'answer.late':
    '有些网络不允许实时连接。这时评论会每分钟检查几次新内容；不会丢失任何内容，只是来得晚一些。刷新页面总能看到全部内容。',
  'ask.session': '我被退出登录，或者登录被拒绝。',
  'answer.session':
    '会话过一段时间就会过期。请重新登录，或以访客身份再次填写名字；您正在写的内容还在。如果网站自身的登录被拒绝，请退出网站后重新登录。',
  'ask.wait': '提示我需要等待。',
  'answer.wait':
    '为防止有人刷屏，同一来源在几分钟内只能发布一定数量的评论。您的文字会保留，计时器会显示何时可以发布。',
  'ask.forgotten': '我的名字和草稿每次都会丢失。',
  'answer.forgotten':
    '浏览器不允许评论保存任何内容，例如在隐私窗口中，或网站数据被阻止时。只要页面开着，仍然可以评论。',
  'ask.clock': '评论旁的时间不正确。',
  'answer.clock': '您设备的时钟可能不准。请让设备自动校准时钟，然后刷新页面。',
  'ask.report': '我的报告处理得怎么样了？',
  'answer.report':
    '请再次点击评论下方的那一行：在您提交报告的设备上，以前的报告列在表单下方，每份都有处理情况和删除按钮。未能发送的报告也在那里等待，会自动发出。在其他设备上，打开 /h/ 加上编号的地址即可看到同样的内容。如果您留了电子邮箱，可能会收到回复；邮箱不作他用，并随报告一同删除。',
  'ask.else': '其他问题？',
  'answer.else':
    '请写信给我们。发送之前您可以看到将要发送的内容，并会得到一个编号用于查询处理情况，还可以要求删除；30 天后报告也会自动删除。',
};
