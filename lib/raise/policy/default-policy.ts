// The policy that ships with the guard; a complete example for writing one's own.
//
// What it blocks is little, on purpose. Exact matching can be sure of a key, a card number or a phrase, but it cannot
// understand: words alone never block, whole requests do. Stories may hold bombs, murders and drugs.

export const DEFAULT_POLICY_YAML = String.raw`
version: default-1

# What stands in the place of redacted text.
redaction: "[redacted: {category}]"

# Per category what to do with a finding in what users send (input) and in what the model writes (output):
#   allow            do not even look
#   flag             note it in the verdict; nothing else changes
#   redact           replace the text found
#   safe_completion  input only: answer, but under instructions to answer safely
#   block            refuse the prompt; end the answer before the text found
categories:
  S1: { input: flag, output: flag }
  S2: { input: flag, output: flag }
  S3: { input: flag, output: flag }
  S4: { input: block, output: block }
  S5: { input: flag, output: flag }
  S6: { input: flag, output: flag }
  S7: { input: flag, output: flag }
  S8: { input: flag, output: flag }
  S9: { input: block, output: block }
  S10: { input: flag, output: flag }
  S11: { input: flag, output: flag }
  S12: { input: flag, output: flag }
  S13: { input: flag, output: flag }
  S14: { input: flag, output: flag }
  jailbreak: { input: flag, output: allow }
  prompt_injection: { input: flag, output: allow }
  pii: { input: flag, output: flag }
  secrets: { input: flag, output: redact }
  political: { input: allow, output: allow }

# Findings that are less sure than this count for nothing.
threshold: 0.5

# Detectors that ship with the guard, by id; those not named keep their default (ip is off, the others on).
detectors:
  ip: false

# Terms match whole words in any case; patterns are RE2 regular expressions, matched in any case. Both read normalised
# text: look-alike letters folded to Latin, accents and invisible characters removed, white space runs as one space in terms.
rules:
  # Mentioned, it is noted: whoever reports or studies it has to name it.
  - id: csam-mention
    category: S4
    actions: { input: flag, output: flag }
    terms: [child porn, child pornography, kiddie porn, kiddy porn, preteen porn, 儿童色情, 兒童色情, 幼女色情, 未成年色情]
  # Asked for, offered, or to be written, it is blocked.
  - id: csam-request
    category: S4
    patterns:
      - '\b(?:find|get|download|watch|buy|sell|trade|swap|share|send|give|want|need|show|make|write|generate|create|draw)\s+(?:me\s+|us\s+)?(?:some\s+|more\s+|any\s+|my\s+|free\s+|an?\s+)?(?:child|kiddie|kiddy|kid|preteen|pedo|toddler|infant)\s+(?:porn|pornography|erotica|nudes)\b'
      - '\b(?:child|kiddie|kiddy|preteen|pedo|toddler|infant)\s+(?:porn|pornography)\s+(?:links?|sites?|forums?|videos?|pics?|pictures?|images?|collection|for\s+sale|download)\b'
      - '\b(?:sexual|erotic|porn(?:ographic)?|nude|naked|explicit)\s+(?:story|stories|scene|image|images|picture|pictures|photo|photos|video|videos|content|fiction)\s+(?:of|about|with|involving|featuring|between)\s+(?:an?\s+|some\s+|the\s+)?(?:\w+\s+)?(?:child|children|minor|minors|toddler|toddlers|infant|infants|preteen|preteens|underage|(?:[1-9]|1[0-7])[ -]?year[ -]?olds?)\b'
      - '(?:写|编|生成|提供|发|下载|求|出售|购买|交换|分享).{0,6}(?:儿童|兒童|幼女|幼童|小学生|未成年).{0,6}(?:色情|裸照|性爱|性行为)'

  # A request for instructions, not the mention of a weapon. The verbs are a maker's; the objects are weapons of war and terror.
  - id: weapon-instructions
    category: S9
    patterns:
      - '\b(?:how\s+(?:to|do\s+i|can\s+i|do\s+you|would\s+i|could\s+i)|instructions?\s+(?:for|to|on)|steps?\s+(?:for|to)|recipe\s+for|guide\s+(?:to|for|on)|teach\s+me\s+(?:how\s+)?to|show\s+me\s+how\s+to|tell\s+me\s+how\s+to|help\s+me)\s+(?:\w+\s+)?(?:make|making|build|building|construct|constructing|assemble|assembling|create|creating|produce|producing|synthesi[sz]e|synthesi[sz]ing|cook|cooking)\s+(?:an?\s+|the\s+|some\s+|my\s+own\s+)?(?:\w+\s+)?(?:pipe\s*bomb|nail\s+bomb|car\s+bomb|fertilizer\s+bomb|dirty\s+bomb|nuclear\s+(?:bomb|weapon)|suicide\s+vest|explosive\s+(?:device|vest)|\bied\b|bioweapon|biological\s+weapon|chemical\s+weapon|nerve\s+(?:gas|agent)|sarin|vx\s+gas|tabun|soman|novichok|mustard\s+gas|ricin|anthrax|botulinum\s+toxin|tatp|petn|rdx|nitroglycerin)\b'
      - '\b(?:how\s+(?:to|do\s+i|can\s+i)|instructions?\s+(?:for|to|on)|step[ -]by[ -]step\s+(?:guide|instructions?)\s+(?:for|to|on)|teach\s+me\s+(?:how\s+)?to)\s+(?:make|making|build|building|construct|assemble)\s+(?:an?\s+|the\s+)?(?:homemade\s+|home-made\s+|real\s+|working\s+|powerful\s+)?bombs?\b'
      - '(?:怎么|怎样|怎麼|怎樣|如何|教我|教程|步骤|方法).{0,8}(?:制作|制造|製作|製造|合成|自制|自製|组装|組裝|做).{0,6}(?:炸弹|炸彈|炸药|炸藥|土制炸|管状炸|沙林|芥子气|芥子氣|神经毒气|神经毒剂|神經毒氣|蓖麻毒素|炭疽|肉毒毒素|生化武器|化学武器|化學武器|生物武器|核武器|核弹|核彈)'
      - '(?:炸弹|炸彈|炸药|炸藥|沙林毒气|芥子气|神经毒气|神经毒剂|生化武器|化学武器|生物武器|核武器)的?(?:制作|制造|製作|製造|合成)(?:方法|步骤|步驟|教程|配方|过程)'

  - id: self-harm
    category: S11
    terms:
      - kill myself
      - end my own life
      - want to commit suicide
      - how to commit suicide
      - painless suicide
      - ways to kill yourself
      - go kill yourself
      - 我想自杀
      - 我想自殺
      - 不想活了
      - 怎么自杀
      - 自杀方法
      - 無痛自殺
      - 无痛自杀

  - id: hate
    category: S10
    patterns:
      - '\b(?:kill|gas|exterminate|murder|lynch|burn)\s+(?:all\s+(?:the\s+|of\s+the\s+)?)(?:jews|muslims|christians|blacks|whites|asians|arabs|gays|lesbians|immigrants|refugees|women|gypsies)\b'
      - '(?:杀光|杀死所有|消灭所有|清除所有)(?:犹太人|穆斯林|黑人|白人|亚洲人|阿拉伯人|同性恋|移民|难民|女人)'

  - id: jailbreak
    category: jailbreak
    roles: [user]
    patterns:
      - '\b(?:ignore|disregard|forget|override|bypass)\s+(?:all\s+|any\s+)?(?:of\s+)?(?:the\s+|your\s+|my\s+)?(?:previous|prior|above|earlier|preceding|system|original|initial|safety)\s+(?:\w+\s+)?(?:instructions?|prompts?|rules?|guidelines?|directions?|messages?|constraints?|filters?)\b'
      - '\b(?:you\s+are|act|pretend\s+to\s+be|behave|respond)\s+(?:now\s+)?(?:as\s+)?(?:an?\s+)?(?:dan\b|do\s+anything\s+now|unrestricted\s+ai|unfiltered\s+ai|evil\s+ai|ai\s+without\s+(?:any\s+)?(?:rules|restrictions|limits|filters))'
      - '\bdo\s+anything\s+now\b|\b(?:enable|enter|activate)\s+(?:developer|jailbreak|god|dan)\s+mode\b'
      - '\b(?:reveal|print|show|repeat|output|tell\s+me)\s+(?:me\s+)?(?:your|the)\s+(?:system|hidden|initial|secret|original)\s+(?:prompt|instructions?|message)\b'
      - '(?:忽略|无视|無視|忘记|忘掉|忘記).{0,6}(?:之前|以上|前面|上面|先前|所有).{0,6}(?:指令|指示|规则|規則|提示|限制|要求|内容)'
      - '(?:开发者|開發者|越狱|越獄|上帝|不受限制)模式|(?:显示|輸出|输出|告诉我|透露|重复).{0,6}(?:系统提示|系統提示|系统指令|初始提示)'

  # The same wishes are worse in what a tool or a document says: nobody there may give the model orders.
  - id: prompt-injection
    category: prompt_injection
    roles: [tool, retrieved]
    patterns:
      - '\b(?:ignore|disregard|forget|override)\s+(?:all\s+|any\s+)?(?:of\s+)?(?:the\s+|your\s+)?(?:previous|prior|above|earlier|preceding|system|original|user.?s?)\s+(?:\w+\s+)?(?:instructions?|prompts?|rules?|requests?|messages?)\b'
      - '\b(?:new|updated|important|additional)\s+(?:system\s+)?instructions?\s*(?:for\s+(?:the\s+)?(?:ai|assistant|model|agent))?\s*:'
      - '\b(?:do\s+not|don.?t|never)\s+(?:tell|inform|mention\s+(?:this|it)\s+to|alert|notify)\s+(?:this\s+to\s+)?the\s+user\b'
      - '\b(?:send|forward|post|upload|exfiltrate|leak)\s+(?:\w+\s+){0,4}(?:password|passwords|credentials|api\s+keys?|secrets?|tokens?|conversation|chat\s+history)\s+to\b'
      - '<\|im_start\|>\s*system|\[/?inst\]|<<sys>>|<\|system\|>'
      - '(?:忽略|无视|無視|忘记).{0,6}(?:之前|以上|前面|上面|先前|所有|用户).{0,6}(?:指令|指示|规则|提示|要求)|不要(?:告诉|告訴|通知)(?:用户|用戶|使用者)'

# Texts that are never findings.
allow:
  - 4111 1111 1111 1111
  - 4242 4242 4242 4242

# Besides as it is, text is read with spaced-out letters joined, rotated by 13, and decoded from base64, hexadecimal and tag characters.
readings: { spaced: true, rot13: true, decode_depth: 2 }

# Tier 1, the classifier that ships with the guard: it flags, and points the safety model at what deserves a closer look.
classifier: { enabled: true, threshold: 0.9, strongest: flag, suspicious: 0.5 }

# Tier 2, a safety model behind an OpenAI-compatible API, on this cluster or elsewhere; without it tiers 0 and 1 decide alone.
# safety_model: { adapter: qwen3guard, url: http://127.0.0.1:8080/v1, model: Qwen3Guard-Gen-0.6B }

# What passes when the safety model does not answer: auto is closed where the action is block, open elsewhere.
failure: auto

# hold: answers wait for the safety model, within these bounds; async: they do not; full: nothing is shown before the end.
output: { mode: hold, hold_characters: 1000, hold_ms: 1000 }

# Per tenant, what differs: categories, detectors, threshold, failure, output, allow (added to the above).
tenants: {}
`;
