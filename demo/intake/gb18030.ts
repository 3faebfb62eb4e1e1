/** Node decodes GB 18030 and does not encode it: the tables are made by decoding every pair and quartet once. */
let table: Map<string, Uint8Array> | undefined;

export function encodeGb18030(text: string): Uint8Array {
  table ??= makeTable();
  const known = table;
  const parts = [...text].map((character) => {
    const code = character.codePointAt(0) as number;
    return code < 0x80 ? Uint8Array.of(code) : (known.get(character) ?? quartet(character, code));
  });
  return Buffer.concat(parts);
}

function makeTable(): Map<string, Uint8Array> {
  const decoder = new TextDecoder('gb18030');
  const made = new Map<string, Uint8Array>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const pair = Uint8Array.of(lead, trail);
      const character = decoder.decode(pair);
      if ([...character].length === 1 && character !== '\uFFFD') made.set(character, pair);
    }
  }
  return made;
}

let rare: Map<string, Uint8Array> | undefined;

/** Characters of the basic plane that have four bytes: rare ones of Extension A, as they occur in names. */
function makeRare(): Map<string, Uint8Array> {
  const decoder = new TextDecoder('gb18030');
  const made = new Map<string, Uint8Array>();
  for (let n = 0; n < 39_420; n++) {
    const bytes = fourBytes(0x81, n);
    made.set(decoder.decode(bytes), bytes);
  }
  return made;
}

/** Beyond the basic plane the order of quartets is that of Unicode (GB 18030-2022, 6.1): 90308130 is U+10000. */
function quartet(character: string, code: number): Uint8Array {
  if (code >= 0x10000) return fourBytes(0x90, code - 0x10000);
  rare ??= makeRare();
  const known = rare.get(character);
  if (known === undefined) throw new RangeError('no character of GB 18030');
  return known;
}

const fourBytes = (first: number, n: number): Uint8Array =>
  Uint8Array.of(
    first + Math.floor(n / 12_600),
    0x30 + (Math.floor(n / 1260) % 10),
    0x81 + (Math.floor(n / 10) % 126),
    0x30 + (n % 10),
  );
