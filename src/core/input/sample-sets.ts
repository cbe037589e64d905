import type { SampleSetId } from './sample-set-ids.ts';

/** One query with documents to rank, written for this project and free to copy. */
export interface SampleSet {
  readonly id: SampleSetId;
  readonly language: 'en' | 'zh-CN';
  readonly query: string;
  /** One line of text each, so that a set pasted as lines stays the same set. */
  readonly documents: readonly string[];
  /** Index of the document that answers the query. */
  readonly answer: number;
}

/** The smallest set that shows a reordering: the answer is third, so ranking visibly moves it. */
export const capitalOfFrance: SampleSet = {
  id: 'capital-of-france',
  language: 'en',
  query: 'What is the capital of France?',
  documents: [
    'Berlin is the capital of Germany and, with about 3.7 million people, its largest city.',
    'Madrid lies near the middle of the Iberian Peninsula and is the capital of Spain.',
    'Paris, on the river Seine, is the capital of France and the seat of its government.',
    'Rome is the capital of Italy; within it lies Vatican City, the smallest state in the world.',
  ],
  answer: 2,
};

/**
 * The built-in model matches Chinese by character. So several passages share characters with the query (秋天,
 * 树, 叶, 变黄), and only one answers it.
 */
export const chinese: SampleSet = {
  id: 'chinese',
  language: 'zh-CN',
  query: '为什么秋天树叶会变黄？',
  documents: [
    '天空看起来是蓝色的，是因为空气分子散射短波长的蓝光比散射长波长的红光强得多。',
    '香蕉成熟时，果皮里的叶绿素分解，原来的黄色显露出来，果肉中的淀粉也逐渐转化为糖，所以黄香蕉比青香蕉更甜。',
    '北京的秋天短暂而晴朗。',
    '家里养的绿萝叶子发黄，多半是浇水太勤，根部缺氧造成的。先把花盆移到通风的地方，等表层的土干透了再浇，同时剪掉已经枯黄的叶片，一般两三周就能恢复。',
    '旧书的纸张放久了会泛黄，主要是纸浆里的木质素在光照和氧气的作用下被氧化，生成了有颜色的物质。用无酸纸印刷的书能保存得更久。',
    '松树和云杉四季常青，它们的针叶细小，表面有一层蜡质，水分散失得很慢，因此能安然过冬。',
    '到了秋天，许多候鸟会成群结队地飞往南方。它们依靠太阳、星星和地球磁场辨别方向，途中在湿地停歇觅食，补充体力。有些种类一次能连续飞行几千公里，第二年春天再回到北方繁殖后代。保护沿途的湿地，对这些鸟类的生存非常重要，因为失去一处停歇地，就可能使整个种群的数量明显下降。',
    '秋天树叶为什么会变黄？因为天气转凉、日照变短以后，树木不再制造新的叶绿素，已有的叶绿素也渐渐分解，叶片里原本被绿色遮住的类胡萝卜素便显现出来，于是叶子由绿转黄。',
    '枫叶变红靠的是花青素。昼夜温差大、阳光充足的年份，叶片里积累的糖分多，红色也就格外鲜艳。',
    '红茶和绿茶可以出自同一种茶树，区别在于加工：绿茶要先杀青，使叶片保持绿色；红茶则经过充分氧化，茶汤才呈现红亮的颜色。',
    '每年六月前后，华北平原的小麦由青变黄，收割机从南往北依次作业。农民常说“麦熟一晌”，意思是成熟的麦子必须抢在下雨以前收完，否则麦粒会在穗上发芽，影响产量和品质。',
    '银杏是雌雄异株的落叶乔木，寿命可达千年以上，在中国各地的寺庙里常能见到古银杏树。',
  ],
  answer: 7,
};

/**
 * The help pages of Larkbook, a note-taking program that does not exist. Their lengths run from 5 to 300
 * words with most between 30 and 80, because padding, and with it the best batch size, depends on how much
 * lengths differ. Several passages share the query's rarer words (reset, password, email, access, longer);
 * only one contains them all.
 */
export const supportSearch: SampleSet = {
  id: 'support-search',
  language: 'en',
  query: 'How do I reset my password if I no longer have access to my email?',
  documents: [
    "To create a notebook, choose the plus sign at the top of the sidebar, type a name and press Enter. Notebooks can be nested up to four levels deep. Drag one onto another to nest it, or onto the heading 'Notebooks' to bring it back to the top.",
    'Larkbook saves as you type.',
    'The free plan holds 500 notes and 1 GB of attachments on two devices. The Plus plan removes the limit on notes, raises attachments to 50 GB and covers any number of devices. Prices include sales tax where the law asks for it.',
    "If a note shows the mark 'Conflict', it was changed on two devices before either of them could sync. Larkbook never throws one version away: it keeps both and opens them side by side. Differences are highlighted in yellow. Choose the version you want, or copy sentences from one into the other, then press Resolve. The version you did not choose stays in the note's history for ninety days, so a hasty choice can be undone. Conflicts are most common when a laptop wakes from sleep and you start to write at once; waiting for the cloud symbol to turn green avoids almost all of them.",
    'To reset your password, open the sign-in page and choose Forgot password. We send a link to the email address of your account. The link works once and expires after thirty minutes. If it does not arrive, look in the spam folder before you ask for another.',
    'Dark mode follows your operating system unless you choose otherwise under Settings, Appearance.',
    "You can share a notebook with people who do not use Larkbook. Open its menu, choose Share, and switch on 'Anyone with the link can read'. The page that opens for them shows the notes without your name, your tags or the history. Switch the link off at any time, and it stops working within a minute. Links can also be given an end date, which is useful for material that belongs to one meeting or one semester.",
    'Attachments may be up to 200 MB each. Larger files are refused with a message that names the file.',
    'When the battery is low, the phone app syncs only the note you are reading. The rest follows as soon as the phone is charging. You can turn this off under Settings, Battery, but on older phones a full sync may use several percent of the charge each hour.',
    'Search looks at titles, text, tags and the words inside scanned PDFs. Put a phrase in quotation marks to find it exactly, put a minus sign before a word to leave it out, and write tag:travel to see only notes with that tag. Results are sorted by relevance; choose Newest first to sort them by the day they were last changed.',
    "Moving from another program takes four steps, and nothing in your old program is changed or deleted along the way. First, export your notes there. Most programs offer this in the File menu; choose Markdown if you can, HTML if you cannot, and leave 'include attachments' switched on. Second, make sure that the computer has enough free space. Larkbook unpacks the export before it reads it, so for a short time you need about twice the size of the archive. Third, open Larkbook on that computer, choose File, Import, and point to the archive or the folder. A preview lists the notebooks it found, the number of notes in each, and anything it could not understand, such as drawings in a private format. You may rename notebooks in the preview, leave some out, or put all of them under one new parent. Fourth, press Start. Roughly two thousand notes are imported each minute; you can go on working meanwhile, and if the computer sleeps the import resumes where it stopped. Dates are kept, so old notes stay old. Links between notes are kept when the other program wrote them as links rather than as plain titles. Tags are kept, and a tag that already exists is used again instead of being doubled. Large attachments are copied last, so that the text can be searched while the rest is still on its way. When everything is done, a report is stored as a note in the notebook 'Imported'. Read it once: it names each file that was skipped, with the reason and the place in the export where it was found. If the result is not what you hoped for, choose Undo import in the same menu within seven days.",
    'Tags are not case sensitive.',
    'If your phone with the authenticator app is lost, sign in with one of the ten recovery codes you were given when you turned on two-step verification. Each code works once. After signing in, go to Settings, Security and connect the new phone.',
    'Press Ctrl+K, or Command+K on a Mac, to jump to any note by typing part of its title.',
    'To change the email address of your account, sign in, go to Settings, Account, and enter the new address. We send a confirmation to both addresses. Until you confirm from the new one, the old address stays in use for invoices and notices.',
    'The web clipper saves the article you are reading without its menus and advertisements. Choose Simplified to keep text and pictures, Full page to keep the layout, or Bookmark to keep only the address. Pages that need a login are clipped as you see them, since the clipper works inside your own browser and sends nothing to us until you press Save.',
    "Sync normally finishes within a few seconds. If it does not, work through the following list in order, and stop as soon as the symbol turns green. Look at the symbol first: grey means that the device is offline, orange means that it is waiting, and red means that the server refused something. For grey, open any web page to check the connection; hotel and airport networks often need a button to be pressed on their own page before anything else works. For orange, wait for five minutes, because a large attachment may be on its way and notes are sent behind it. For red, tap the symbol to read the reason. The most frequent one is a full storage quota, shown as 'quota'; delete attachments that you do not need and empty the trash, or choose a larger plan. The second is a wrong clock, shown as 'time'; set the device to fetch the time automatically. The third is an outdated app, shown as 'version'; install the update from the store. If the symbol shows no reason at all, sign out and in again. Notes that have not been sent yet are kept on the device while you are signed out, so nothing is lost by doing this. Only if that does not help either, write to us and attach the log, which you find under Settings, Help, Save log. It contains times, sizes and error numbers, but never the text or the titles of your notes.",
    'Invoices are under Settings, Billing. Each one is a PDF with your name, the company name if you entered one, and the tax number. To have a copy sent to your accountant each month, enter their email address under Invoice recipients.',
    'Deleted notes stay in the trash for thirty days, and after that they cannot be recovered.',
    'Handwriting is recognised in English, German, French, Spanish, Japanese and Chinese. Write one line at a time, leave a little space between words, and pause for a second to let the text appear. The ink itself is kept, so a word that was read wrongly can be corrected later without writing it again.',
    'To lock a single note, open its menu and choose Lock. A locked note asks for a passcode of at least six digits whenever it is opened, and its text is left out of search. We cannot recover the passcode, because it never leaves your devices.',
    'Teachers and students get half off the Plus plan. Sign up with the address your school gave you, or send a photo of a valid student card. The discount is checked once a year, each September. When it ends, the account moves to the normal price after a notice of thirty days, and you may go back to the free plan at any time.',
    'You can print a note from the desktop apps only.',
    'If a notebook that was shared with you has disappeared, its owner has probably removed your access. Ask the owner to invite you again. Notes you wrote there still belong to that notebook, not to you, so copies have to be made before the access ends.',
    'Version history keeps a copy of each note whenever you stop writing for five minutes. Open it with the clock symbol. Versions older than one year are thinned out to one a month.',
    'Larkbook for Linux comes as a Flatpak and as an AppImage. The Flatpak updates itself with the rest of your system and is what we recommend. The AppImage is a single file that you make executable and start; it asks before it replaces itself with a newer version. Both need glibc 2.31 or later and a desktop that offers a secret service, such as GNOME Keyring or KWallet, to store the sign-in. On a machine without one, start the program with --plain-token, and keep in mind that anyone who can read your home folder can then read your notes too. Wayland and X11 are supported alike; fractional scaling works on Wayland only. If the window stays black on a laptop with two graphics chips, start the program with --disable-gpu and tell us the names of the chips.',
    'Mail a note into Larkbook by forwarding any message to your private inbound address, which you find under Settings, Email to note. The subject becomes the title, attachments are kept, and a hashtag in the subject adds that tag. Only messages from senders you have listed are accepted.',
    'Offline notebooks are stored on the device in full and can be read and edited on a plane.',
    'Tables can be sorted by clicking on a heading. Hold Shift and click a second heading to break ties. Sorting changes only the view; the stored order of the rows stays as you typed it until you choose Keep this order.',
    'I no longer have access to my email. How do I reset my password? Open the sign-in page, choose Forgot password, then choose No access to this address. If you have a recovery code, enter it and set a new password at once. If you have none, confirm your identity with the last invoice number or with a device that is still signed in. We then hold the request for three days, in which the account can object, and afterwards you can enter a new email address and reset the password yourself.',
    'The calendar view places each note on the day it was written. Notes with a due date appear twice, once in grey on the day of writing and once in colour on the day they are due. Drag the coloured one to another day to change the date. Weeks begin on the day your system says; to use another, go to Settings, Region.',
    'Reminders arrive on every device where notifications are allowed. If you see them on the computer but not on the phone, check that the phone does not put the app to sleep. On Android, look for Battery, App launch or Autostart, depending on the maker.',
    'Reset the layout of the sidebar by choosing View, Sidebar, Default.',
    "When somebody leaves your team, an administrator can hand their notebooks to another member. Open the admin console, choose People, select the person who is leaving, and press Transfer. You are asked for the member who is to receive the notebooks and whether the person's private notes are to be included; most companies leave these out, and in several countries the law requires it. The transfer itself takes a few minutes for each thousand notes. During that time the notebooks can be read but not changed. When it has finished, all links inside the notebooks point to the new owner, guests keep the rights they had, and the history shows the former owner's name beside the changes they made. Only after the transfer should you remove the person. Removing them signs out all of their devices, deletes local copies the next time those devices go online, and frees the seat, which you can give to somebody else on the same day. If you remove a person before the transfer, do not worry: their notebooks are kept for sixty days under People, Former members, and can be transferred from there. After sixty days they are deleted for good. Everything an administrator does here is written to the audit log, with the time and the network address, and the log can be downloaded as CSV by any owner of the team.",
    'Two-step verification asks for a six-digit code besides your password when you sign in on a new device. Turn it on under Settings, Security. Any authenticator app will do; codes by text message are no longer offered, because phone numbers are too easily stolen.',
    'Markdown works everywhere: two asterisks make text bold, a number sign makes a heading, and three backticks begin a block of code. If you would rather see the signs than the result, switch to Source in the View menu. Pasted Markdown is converted as well, unless you hold Shift while pasting.',
    'Yes, Larkbook works without an internet connection.',
    'Exporting a notebook as PDF makes one file with a table of contents. Choose Protect to encrypt it with a password; readers have to enter the password in their own viewer. Headings become bookmarks, and links between the exported notes keep working.',
    'We store notes in data centres in Frankfurt and Dublin. Each note is encrypted before it is written to disk, and backups are made every night and kept for five weeks. Staff cannot read notes; the few engineers who can reach the servers need a second person to approve each session, and all of it is recorded. Once a year an outside firm tests the whole system, and a summary of its report is published on our security page.',
    'To cancel a subscription you bought in an app store, use the subscriptions page of that store, since we are not able to cancel it for you. A subscription bought on our website is cancelled under Settings, Billing. Either way the paid features stay until the end of the period.',
    'Voice notes can be up to two hours long. Recording goes on when the screen is locked. The transcript is made on the device and appears a little after the recording ends, with a time mark for each sentence; tap a mark to hear that place again.',
    'A note can hold about one million characters before typing becomes slow.',
    "If you cannot sign in although the password is right, check that Caps Lock is off and that the keyboard layout is the one you expect, then try a private window. Browsers sometimes fill in an old password without being asked. After ten wrong attempts the account is locked for fifteen minutes, and you do not have to do anything to unlock it. Company accounts may be set to sign in through the company's own page; in that case choose Single sign-on below the form.",
    'Templates save you from writing the same headings again and again. Write a note the way you want new ones to begin, open its menu and choose Save as template. In the text, {date} and {title} are replaced when a note is made from it. Templates of a team are managed by its administrators.',
    'The desktop program keeps its data in the folder Larkbook inside your home directory. You may move the folder to another drive: quit the program, move the folder, start the program while holding Alt, and choose the new place. Do not put it into a folder that another service syncs, because two services writing the same database will damage it sooner or later.',
    'Our support team answers on weekdays from 8:00 to 18:00, Central European Time. Most questions are answered within one working day.',
    'To delete your account, go to Settings, Account, Delete, and enter your password. All notes, attachments and shared links are removed from our servers within fourteen days, and from backups five weeks later. Export whatever you want to keep beforehand; once the request has been confirmed from your email address, it cannot be undone.',
    'On an iPad, swipe up with three fingers to redo and down with three fingers to undo. With a pencil, draw a circle around words to select them and strike through a word to delete it. If gestures get in the way of drawing, switch them off for the current note with the hand symbol.',
    'Guests can read and comment on the notes you share with them, but not change them. Give a guest the role of editor to let them write. Guests never count as paid seats.',
    'The API lets your own programs read and write notes. Create a token under Settings, Developer, and send it with each request in the Authorization header. A token carries only the rights you tick when you make it, and it can be limited to certain notebooks; give each program its own, so that one can be withdrawn without stopping the others. Requests are limited to 120 a minute for each token. When the limit is exceeded, the server answers with status 429 and a Retry-After header that says how many seconds to wait. Lists come in pages of at most 100 notes, with a cursor for the next page, and the cursor stays valid for an hour. To follow changes, do not ask for the whole list again and again: register a webhook instead, and the server calls your address whenever a note is made, changed or deleted. Calls are signed with the secret shown next to the webhook, and your program should check the signature before it trusts the content. A call that fails is tried again for a day, at growing intervals. The format of notes and the meaning of each field are described in the reference, together with short examples in Python, Go and JavaScript.',
  ],
  answer: 29,
};

/**
 * The help pages of 云雀笔记, a note-taking program that does not exist either. There are as many as in
 * `supportSearch`, with lengths that vary as much: a Chinese character is about a token. Several passages
 * share the query's rarer characters (注册, 邮箱, 忘记, 密码, 重置); only one contains them all.
 */
export const supportSearchChinese: SampleSet = {
  id: 'support-search-zh',
  language: 'zh-CN',
  query: '注册邮箱已经不能用了，忘记密码该怎么重置？',
  documents: [
    '新建笔记本：点侧边栏顶部的加号，输入名称后按回车。笔记本最多可以嵌套四层，把一个拖到另一个上面就能放进去，拖回“笔记本”标题处则回到最外层。',
    '云雀笔记边写边存。',
    '免费版可以保存 500 条笔记和 1 GB 附件，最多在两台设备上使用。标准版不限笔记条数，附件空间为 50 GB，设备数量不限。标价已含税。',
    '笔记上出现“冲突”标记，说明它在两台设备同步之前都被改过。云雀不会丢掉任何一个版本，而是把两份并排打开，不同之处用黄色标出。您可以选定其中一份，也可以把需要的句子从一份复制到另一份，然后点“解决”。没有选用的那一份会在历史版本里保留九十天，选错了也能找回来。最常见的情形是笔记本电脑刚从睡眠中唤醒就开始写字；等云朵图标变绿再动笔，基本上就不会遇到冲突。',
    '忘记密码时，在登录页点“找回密码”，我们会把一个链接发到账号的邮箱。链接只能用一次，三十分钟内有效。如果没有收到，请先看看垃圾邮件文件夹，再重新申请。',
    '深色模式默认跟随系统，也可以在“设置 → 外观”里固定下来。',
    '不用云雀的人也能看您分享的笔记本。在笔记本菜单里点“分享”，打开“知道链接的人可以查看”。对方看到的页面只有笔记正文，不显示您的姓名、标签和历史版本。链接随时可以关闭，关闭后一分钟内失效。还可以给链接设一个截止日期，适合只为某次会议或某个学期准备的材料。',
    '单个附件不超过 200 MB。更大的文件会被拒绝，并提示是哪一个文件。',
    '手机电量低时，应用只同步正在阅读的那条笔记，其余的等充电后再补上。这个功能可以在“设置 → 电池”里关掉，不过在旧手机上，完整同步每小时可能多耗几个百分点的电。',
    '搜索会查找标题、正文、标签，以及扫描版 PDF 里的文字。给词组加上引号表示完整匹配，在词前加减号表示排除，输入“标签:旅行”则只看带这个标签的笔记。结果默认按相关程度排列，选“最新在前”可改为按修改时间排列。',
    '从别的软件搬家分四步，整个过程不会改动或删除旧软件里的任何内容。第一步，在旧软件里导出笔记。多数软件的“文件”菜单里都有这一项；能选 Markdown 就选 Markdown，没有就选 HTML，并保持“包含附件”处于打开状态。第二步，确认电脑有足够的空间。云雀要先解压再读取，所以短时间内大约需要压缩包两倍大小的空间。第三步，在这台电脑上打开云雀，点“文件 → 导入”，选中压缩包或文件夹。预览会列出找到的笔记本、每本的笔记数，以及看不懂的内容，例如用私有格式保存的图画。您可以在预览里给笔记本改名、去掉一部分，或者把它们统统放进一个新的上级笔记本。第四步，点“开始”。每分钟大约导入两千条笔记，期间可以照常使用；电脑睡眠后再唤醒，导入会从停下的地方继续。日期会保留，所以旧笔记还是旧的。笔记之间的链接，只要旧软件导出的是链接而不是纯文字标题，也会保留。同名的标签会合并，不会重复。大附件放在最后复制，这样文字很快就能搜索。全部完成后，“导入”笔记本里会多出一份报告，逐一写明哪些文件被跳过、为什么跳过，建议看一遍。如果结果不合心意，七天之内可以在同一个菜单里点“撤销导入”。',
    '标签不区分大小写。',
    '装有验证器的手机丢了怎么办？开启两步验证时您会得到十个恢复码，用其中任意一个就能登录，每个只能用一次。登录后到“设置 → 安全”里绑定新手机。',
    '按 Ctrl+K（Mac 上是 Command+K），输入标题里的几个字，就能跳到任意一条笔记。',
    '更换账号邮箱：登录后进入“设置 → 账号”，填写新的邮箱地址。我们会向新旧两个邮箱各发一封确认信。在新邮箱里确认之前，发票和通知仍寄到旧邮箱。',
    '网页剪藏会去掉菜单和广告，只保存您正在读的文章。“精简”保留文字和图片，“整页”保留版式，“书签”只记下网址。需要登录才能看的网页也会照您看到的样子保存，因为剪藏就在您自己的浏览器里进行，点“保存”之前不会向我们发送任何内容。',
    '同步一般几秒钟就能完成。如果没有，请按下面的顺序逐项检查，图标变绿就可以停下。先看图标的颜色：灰色表示设备离线，橙色表示正在等待，红色表示服务器拒绝了某项内容。图标是灰色的，就打开任意一个网页看看有没有网；酒店和机场的网络往往要先在它自己的页面上点一下同意，别的才能用。图标是橙色的，请等五分钟，可能正在传一个大附件，笔记排在它后面。图标是红色的，点一下就能看到原因。最常见的是空间已满，显示为“配额”，请删掉不需要的附件并清空废纸篓，或者换一个更大的套餐。其次是时钟不准，显示为“时间”，请让设备自动校时。再次是应用版本过旧，显示为“版本”，请到应用商店更新。如果图标没有给出任何原因，就退出登录再重新登录一次。还没有上传的笔记在退出期间会留在设备上，不会因此丢失。这样仍然不行，再写信给我们，并附上日志，日志在“设置 → 帮助 → 保存日志”里。日志只有时间、大小和错误编号，绝不包含笔记的标题和正文。',
    '发票在“设置 → 账单”里，每张都是 PDF，上面有姓名、公司名称（如果填了）和税号。想让会计每月自动收到一份，就把对方的邮箱填到“发票接收人”里。',
    '删除的笔记会在废纸篓里放三十天，之后就无法恢复了。',
    '手写识别支持中文、英文、日文、德文、法文和西班牙文。每次写一行，字与字之间稍留空隙，停顿一秒就会出现识别出的文字。原来的笔迹会保留下来，所以认错的字可以直接改正，不必重写。',
    '给单条笔记上锁：打开笔记菜单，点“锁定”。以后每次打开都要输入至少六位的口令，笔记内容也不会出现在搜索结果里。口令只保存在您的设备上，我们无法帮您找回。',
    '教师和学生购买标准版享受半价。用学校发的邮箱注册，或者上传有效学生证的照片即可。优惠资格每年九月核对一次，到期前三十天会通知您，之后恢复原价，您也可以随时退回免费版。',
    '只有电脑版可以打印。',
    '别人共享给您的笔记本不见了，多半是对方取消了您的权限，请联系对方重新邀请。您在里面写的笔记仍然属于那个笔记本，不属于您个人，所以要在权限到期之前先复制一份。',
    '停笔五分钟，云雀就会自动保存一个历史版本，点时钟图标可以查看。超过一年的版本会逐步精简为每月一个。',
    'Linux 版有 Flatpak 和 AppImage 两种。Flatpak 随系统一起更新，推荐使用。AppImage 是单个文件，加上可执行权限就能启动，换成新版本之前会先问您。两种都需要 glibc 2.31 以上，以及一个带密钥服务的桌面环境，例如 GNOME 钥匙环或 KWallet，用来保存登录状态。没有密钥服务的机器可以加上 --plain-token 启动，但要记住，能读取您主目录的人也就能读到您的笔记。Wayland 和 X11 都支持，分数缩放只在 Wayland 下有效。如果双显卡笔记本上窗口一片漆黑，请加上 --disable-gpu 启动，并把两块显卡的型号告诉我们。',
    '把任意邮件转发到您的专属收件地址，它就会变成一条笔记。地址在“设置 → 邮件转笔记”里。邮件主题成为标题，附件一并保留，主题里的井号标签会自动加上。我们只接收您列入名单的发件人。',
    '离线笔记本完整地保存在设备上，坐飞机时也能查看和编辑。',
    '点表头可以给表格排序，按住 Shift 再点另一列，可以决定并列的行谁先谁后。排序只影响显示，表格里原来的顺序不变，除非您选“保留此顺序”。',
    '注册邮箱已经不能用了，忘记密码该怎么重置？在登录页点“忘记密码”，再点“无法使用这个邮箱”。如果手上有恢复码，输入后就能马上设置新密码。如果没有，请用最近一张发票的号码，或者一台仍处于登录状态的设备来证明身份。申请会保留三天，期间账号的主人可以提出异议；三天之后您就可以填写新的邮箱，自己重置密码。',
    '日历视图把每条笔记放在写下它的那一天。带截止日期的笔记会出现两次：写的那天是灰色，到期那天是彩色。把彩色的那一条拖到别的日子，就能改期。一周从哪天开始由系统决定，也可以在“设置 → 地区”里修改。',
    '提醒会发到每一台允许通知的设备。如果电脑上有、手机上没有，请检查手机是不是让应用休眠了。安卓手机的相关选项一般在“电池”“应用启动”或“自启动”里，各家的叫法不同。',
    '重置侧边栏的布局：点“视图 → 侧边栏 → 恢复默认”。',
    '同事离开团队时，管理员可以把对方的笔记本移交给另一位成员。打开管理后台，点“人员”，选中要离开的人，再点“移交”。系统会问您由谁接收，以及是否包括对方的私人笔记；大多数公司不包括，有些地方的法律也不允许。每一千条笔记大约需要几分钟，移交期间这些笔记本只能看、不能改。完成之后，笔记本里的所有链接都指向新的主人，访客保留原有的权限，历史版本里仍写着原主人的名字。移交完成后，才应当把人移出团队。移出之后，对方的所有设备都会退出登录，这些设备下次联网时会删除本地副本，空出来的席位当天就可以分给别人。如果先移出了人、忘了移交，也不必担心：笔记本会在“人员 → 以前的成员”里保留六十天，仍然可以从那里移交。六十天之后就永久删除。管理员的每一步操作都会连同时间和网络地址写进审计日志，团队的任何一位所有者都可以把日志下载为 CSV 文件。',
    '两步验证是指在新设备上登录时，除了密码还要输入六位数字验证码。可以在“设置 → 安全”里开启，任何验证器应用都行。我们不再提供短信验证码，因为手机号太容易被冒用。',
    '哪里都能写 Markdown：两个星号是加粗，井号是标题，三个反引号开始一段代码。想看源码而不是效果，就在“视图”菜单里切换到“源码”。粘贴进来的 Markdown 也会自动转换，按住 Shift 粘贴则保持原样。',
    '没有网络也能用云雀笔记。',
    '把笔记本导出为 PDF，会得到一个带目录的文件。选“保护”可以用密码加密，读者要在自己的阅读器里输入密码才能打开。标题会变成书签，导出的笔记之间的链接照常可用。',
    '笔记存放在上海和贵阳的数据中心。每条笔记写入磁盘之前都会加密，每晚备份一次，备份保留五周。员工看不到笔记内容；少数能登录服务器的工程师，每次操作都要经过另一人批准，并且全程留有记录。我们每年请外部公司对整套系统做一次安全测试，报告摘要公布在安全页面上。',
    '通过应用商店购买的订阅，请在该商店的订阅页面取消，我们无法代为取消。在官网购买的订阅，在“设置 → 账单”里取消。无论哪种方式，付费功能都可以用到本期结束。',
    '录音笔记最长两小时，锁屏后也会继续录。文字稿在设备上生成，录完稍等片刻就会出现，每句话前都有时间标记，点一下就能从那里重听。',
    '一条笔记大约能容纳一百万字，再多的话打字就会变慢。',
    '密码明明没错却登录不了？请检查大写锁定是否打开、键盘布局是否正确，然后用无痕窗口再试一次，浏览器有时会悄悄填入旧密码。连续输错十次，账号会锁定十五分钟，到时自动解锁，不需要您做什么。公司账号可能要求通过公司自己的页面登录，这时请点表单下方的“单点登录”。',
    '模板可以省去一遍遍输入相同标题的麻烦。先把一条笔记写成您想要的样子，打开菜单选“存为模板”。正文里的 {日期} 和 {标题} 会在新建笔记时自动替换。团队的模板由管理员管理。',
    '电脑版的数据放在用户主目录下的 Yunque 文件夹里。可以把它挪到别的硬盘：先退出程序，移动文件夹，再按住 Alt 键启动程序，选择新的位置。不要放进网盘同步的文件夹，两个服务同时写一个数据库，迟早会把它弄坏。',
    '客服在工作日 9:00 至 18:00 回复，大多数问题一个工作日内就有答复。',
    '注销账号：进入“设置 → 账号 → 注销”，输入密码。所有笔记、附件和分享链接会在十四天内从服务器删除，五周后从备份里删除。请事先导出想保留的内容；一旦通过邮箱确认，就不能撤销了。',
    '在 iPad 上，三指上划是重做，三指下划是撤销。用笔在文字外画圈可以选中，划掉一个词就会把它删除。如果手势妨碍画图，点手形图标可以对当前笔记关闭手势。',
    '访客可以查看和评论您分享的笔记，但不能修改。把访客的角色改为“编辑者”，对方就能写了。访客不占付费席位。',
    '开放接口让您自己的程序读写笔记。在“设置 → 开发者”里创建令牌，每次请求都把它放进 Authorization 头。令牌只有您创建时勾选的权限，还可以限定只能访问某几个笔记本；建议每个程序单独用一个，这样收回其中一个，不会影响其他程序。每个令牌每分钟最多 120 次请求，超出时服务器返回状态码 429，并在 Retry-After 头里写明要等几秒。列表按页返回，每页最多 100 条，附带指向下一页的游标，游标一小时内有效。想知道有什么变化，不要一遍遍地拉取整个列表，请注册一个回调地址：每当有笔记新建、修改或删除，服务器就会通知它。通知用回调地址旁边显示的密钥签名，您的程序应当先验证签名，再相信内容。通知失败会在一天之内以越来越长的间隔重试。笔记的格式和每个字段的含义写在参考手册里，并附有 Python、Go 和 JavaScript 的简短示例。',
  ],
  answer: 29,
};

/** All sample sets, in the order the page offers them. */
export const sampleSets: readonly SampleSet[] = [
  capitalOfFrance,
  supportSearch,
  supportSearchChinese,
  chinese,
];

/** The set of that name, or `undefined` for a name no set has; `id` may come straight from a URL. */
export function findSampleSet(id: string): SampleSet | undefined {
  return sampleSets.find((set) => set.id === id);
}
