/**
 * The page around proof.js: takes a proof file or the text of a QR code, pasted, chosen or dropped, and shows what became
 * of each step. Everything is shown as text, never as markup: it comes from strangers. TypeScript knows no DOM here.
 */
const page = /** @type {any} */ (globalThis).document;
const byId = (/** @type {string} */ id) => page.getElementById(id);

const stepTitles = /** @type {Record<string, string>} */ ({
  SIGNATURE: 'Chữ ký của biên nhận',
  EVENT: 'Sự kiện đúng như biên nhận',
  INCLUSION: 'Sự kiện nằm trong nhật ký',
  CHECKPOINT: 'Mốc kiểm tra của nhật ký',
  CONSISTENCY: 'Nhật ký chỉ dài thêm',
});
const kindTitles = /** @type {Record<string, string>} */ ({
  DISPATCHED: 'gửi văn bản qua trục liên thông',
  TAKEN: 'trục liên thông đã nhận văn bản',
  REFUSED: 'trục liên thông từ chối văn bản',
  ANSWERED: 'nơi nhận phản hồi trạng thái văn bản',
  OPENED: 'tiếp nhận vào trục liên thông',
  SENT: 'chuyển hồ sơ',
  DELIVERED: 'hồ sơ đã đến hệ thống của nơi nhận',
  ACCEPTED: 'nơi nhận tiếp nhận hồ sơ',
  RETURNED: 'nơi nhận trả lại hồ sơ',
  RECALLED: 'nơi gửi thu hồi hồ sơ',
  RECALL_ASKED: 'nơi gửi yêu cầu thu hồi hồ sơ',
  PAUSED: 'tạm dừng tính thời hạn',
  RESUMED: 'tiếp tục tính thời hạn',
  EXTENDED: 'xin lỗi và hẹn lại ngày trả kết quả',
  REROUTED: 'chuyển sang cơ quan kế thừa',
  CLOSED: 'kết thúc hồ sơ',
});

/** @type {(name: string, text: string, data?: Record<string, string>) => any} */
function make(name, text, data = {}) {
  const element = page.createElement(name);
  element.textContent = text;
  Object.assign(element.dataset, data);
  return element;
}

/** @type {(claims: any) => boolean} whether a document went out, rather than a dossier moved */
function isOfDocument({ kind }) {
  return ['DISPATCHED', 'TAKEN', 'REFUSED', 'ANSWERED'].includes(kind);
}

/** @type {(claims: any) => any[]} */
function toClaimRows(claims) {
  if (claims === null) return [];
  const at = new Date(claims.at).toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' });
  const rows = {
    'Biên nhận': claims.jti,
    [isOfDocument(claims) ? 'Văn bản' : 'Hồ sơ']: claims.code ?? claims.dossier,
    'Nội dung': kindTitles[claims.kind] ?? claims.kind,
    'Cơ quan giao': claims.from,
    'Cơ quan nhận': claims.to,
    Lúc: claims.skewed === true ? `${at} (đồng hồ nơi gửi lệch)` : at,
  };
  const told = Object.entries(rows).filter(([, value]) => value !== null);
  return told.flatMap(([name, value]) => [make('dt', name), make('dd', String(value))]);
}

/** @type {(verdict: string, isWell: boolean, parts: { claims?: any[], steps?: any[] }) => void} */
function show(verdict, isWell, { claims = [], steps = [] }) {
  byId('verdict').textContent = verdict;
  byId('claims').replaceChildren(...claims);
  byId('steps').replaceChildren(...steps);
  const result = byId('result');
  result.dataset.ok = String(isWell);
  result.hidden = false;
  result.focus();
}

/** @type {(isWell: boolean, stepCount: number, hasOwnKeys: boolean) => string} */
function toVerdict(isWell, stepCount, hasOwnKeys) {
  if (!isWell) return 'KHÔNG HỢP LỆ';
  if (stepCount === 1) return 'CHỮ KÝ HỢP LỆ';
  return hasOwnKeys ? 'HỢP LỆ theo khóa kèm trong tệp; hãy đối chiếu với khóa công bố' : 'HỢP LỆ';
}

async function verify() {
  try {
    const { verifySubject } = /** @type {any} */ (globalThis);
    const { steps, claims, hasOwnKeys } = await verifySubject(byId('subject').value, byId('keys').value);
    const isWell = steps.every((/** @type {any} */ one) => one.ok);
    const items = steps.map((/** @type {any} */ { step, ok, detail }) =>
      make('li', `${ok ? 'Đạt' : 'Không đạt'} – ${stepTitles[step]}: ${detail}`, { step, ok: String(ok) }),
    );
    show(toVerdict(isWell, steps.length, hasOwnKeys), isWell, { claims: toClaimRows(claims), steps: items });
  } catch (thrown) {
    show(`KHÔNG KIỂM TRA ĐƯỢC: ${/** @type {Error} */ (thrown).message}`, false, {});
  }
}

/** A file that holds keys and no receipt is the list of keys. */
/** @type {(file: any, target?: any) => Promise<void>} */
async function take(file, target) {
  const text = await file.text();
  const isKeys = text.includes('"keys"') && !text.includes('"receipt"');
  (target ?? byId(isKeys ? 'keys' : 'subject')).value = text;
}

for (const id of ['subject', 'keys']) {
  byId(`${id}-file`).addEventListener('change', (/** @type {any} */ event) => {
    const [file] = event.target.files;
    if (file !== undefined) void take(file, byId(id));
  });
}
page.addEventListener('dragover', (/** @type {any} */ event) => event.preventDefault());
page.addEventListener('drop', async (/** @type {any} */ event) => {
  event.preventDefault();
  await Promise.all([...event.dataTransfer.files].map(async (file) => take(file)));
});
byId('form').addEventListener('submit', (/** @type {any} */ event) => {
  event.preventDefault();
  void verify();
});
