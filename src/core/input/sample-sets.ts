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

/** All sample sets, in the order the page offers them; the first is what a newcomer sees. */
export const sampleSets: readonly SampleSet[] = [capitalOfFrance, supportSearch, chinese];

/**
 * The set that a newcomer finds in the editor, and that a link or a command measures if it names nothing
 * else.
 */
export const firstSampleId: SampleSetId = 'support-search';

/** The set of that name, or `undefined` for a name no set has; `id` may come straight from a URL. */
export function findSampleSet(id: string): SampleSet | undefined {
  return sampleSets.find((set) => set.id === id);
}
