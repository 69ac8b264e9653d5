/**
 * What somebody who takes over a notebook writes into its start script, and administrators hardly ever do. Every pattern
 * of an entry is found on one line. Repetitions are bounded: scripts are hostile text, and reading one must not take long.
 */
const traits: readonly (readonly [what: string, ...patterns: readonly RegExp[]])[] = [
  ['opens a reverse shell', /\/dev\/(?:tcp|udp)\/\S/i],
  [
    'opens a reverse shell',
    /\b(?:nc|ncat|netcat)\s(?:[^\n|]{0,200}\s)?(?:-\w{0,5}e\w{0,3}|-c|--exec|--sh-exec)\s+\S*(?:sh|cmd|python)/i,
  ],
  ['opens a reverse shell', /\bsocat\s/i, /\bexec:/i],
  ['opens a reverse shell', /\bmkfifo\s/i, /\|\s*(?:nc|ncat|netcat|openssl\s+s_client)\s/i],
  ['opens a reverse shell', /\bconnect\(\(/i, /\bdup2\(/i],
  [
    "reads the role's credentials from the metadata service",
    /meta-data\/iam\/security-credentials|169\.254\.170\.2\b/i,
  ],
  [
    'mines a cryptocurrency',
    /\b(?:xmrig|minerd|cpuminer|ethminer|nbminer|t-rex-miner|cgminer|cryptonight|nicehash)\b|stratum\+(?:tcp|ssl|tls):\/\//i,
  ],
  [
    'downloads a program and runs it unseen',
    /\b(?:curl|wget)\s[^\n;&|]{0,500}\|\s*(?:sudo\s+(?:-\S{1,20}\s+){0,5})?(?:ba|z|da|k)?(?:sh|python[\d.]{0,5}|perl|ruby|node)\b/i,
  ],
  [
    'downloads a program and runs it unseen',
    /(?:\b(?:bash|sh|zsh|source)|\s\.)\s+(?:-\S{1,20}\s+){0,5}<\(\s*(?:curl|wget)\b/i,
  ],
  ['downloads a program and runs it unseen', /\b(?:eval|bash\s+-c|sh\s+-c)\s+["']?\$\(\s*(?:curl|wget)\b/i],
  [
    'runs code that it hides by an encoding',
    /\bbase64\s+(?:-d|--decode)\b[^\n;&|]{0,200}\|\s*(?:sudo\s+)?(?:ba|z|da|k)?(?:sh|python[\d.]{0,5}|perl)\b/i,
  ],
  [
    'runs code that it hides by an encoding',
    /\b(?:eval|bash\s+-c|sh\s+-c)\s+["']?\$\(/i,
    /\bbase64\s+(?:-d|--decode)\b/i,
  ],
  ['runs code that it hides by an encoding', /\bexec\(/i, /\b(?:b64decode|decompress|fromhex)\(/i],
  [
    'sends credentials away',
    /\b(?:curl|wget)\s/i,
    /\s(?:-d|-F|-T|--data\S{0,20}|--form|--upload-file|--post-file|--post-data)[\s=@]/i,
    /\.aws\/credentials|\/etc\/shadow|\.ssh\/id_|security-credentials|\$\(\s*env\s*\)/i,
  ],
  ['lets a key of its own in over SSH', /(?:>|\btee\s)\s{0,5}\S{0,200}authorized_keys/i],
  [
    'opens a tunnel to the outside',
    /\b(?:ngrok|localtunnel|frpc|chisel\s+client|cloudflared\s+tunnel)\b|\bssh\s(?:\S{1,100}\s+){0,10}-\w{0,5}R\b/,
  ],
  ['hides its traces', /\bhistory\s+-c\b|\bHISTFILE=\/dev\/null|\bunset\s+HISTFILE\b|\bauditctl\s+-e\s*0\b/],
  ['hides its traces', /\b(?:systemctl|service)\s/i, /\b(?:stop|disable)\b/i, /\bauditd\b/i],
];

const linesOf = (script: string): readonly string[] =>
  script
    .replace(/\\\r?\n/g, ' ')
    .split('\n')
    .filter((line) => !/^\s*#(?!!)/.test(line));

/** The suspicious things that a shell script does, in words; comments do nothing. */
export const suspiciousTraits = (script: string): string[] => {
  const lines = linesOf(script);
  const found = traits.filter(([, ...patterns]) => lines.some((line) => patterns.every((each) => each.test(line))));
  return [...new Set(found.map(([what]) => what))];
};
