/** Parts of Vietnamese names, in everyday use; put together at random they name nobody in particular. */

/** Surnames with their rough share in hundred. */
export const surnames: readonly (readonly [name: string, share: number])[] = [
  ['Nguyễn', 36],
  ['Trần', 11],
  ['Lê', 9],
  ['Phạm', 8],
  ['Vũ', 6],
  ['Hoàng', 5],
  ['Đỗ', 4],
  ['Đặng', 3],
  ['Bùi', 3],
  ['Đào', 3],
  ['Dương', 2],
  ['Ngô', 2],
  ['Đoàn', 2],
  ['Trịnh', 2],
  ['Lương', 1],
  ['Chu', 1],
  ['Tạ', 1],
  ['Quách', 1],
];

/** Middle names of men, the commonest repeated. */
export const maleMiddles: readonly string[] =
  'Văn Văn Văn Văn Đức Hữu Quang Minh Công Xuân Đình Thế Ngọc Quốc Mạnh Duy'.split(' ');

/** Given names of men. */
export const maleGivens: readonly string[] = (
  'An Anh Bách Bình Chiến Cường Dũng Duy Đạt Đông Giang Hải Hiếu Hòa Hoàn Hùng Huy Hưng Khánh Khoa Kiên Lâm Long Lực ' +
  'Mạnh Minh Nam Nghĩa Phong Phúc Quân Quang Quyết Sơn Tài Tâm Thắng Thành Thịnh Tiến Toàn Trung Tuấn Tùng Việt Vinh'
).split(' ');

/** Middle names of women, the commonest repeated. */
export const femaleMiddles: readonly string[] =
  'Thị Thị Thị Thị Thị Ngọc Thu Thanh Phương Minh Hồng Kim Thúy Bích Khánh Diệu'.split(' ');

/** Given names of women. */
export const femaleGivens: readonly string[] = (
  'An Anh Bích Chi Cúc Dung Duyên Đào Giang Hà Hạnh Hằng Hiền Hoa Hòa Huệ Huyền Hương Lan Liên Linh Loan Lý Mai Minh ' +
  'My Nga Ngân Nhung Oanh Phương Quỳnh Tâm Thảo Thơm Thu Thủy Thúy Trang Tuyết Uyên Vân Xuân Yến'
).split(' ');

/** Names that companies give themselves. */
export const companyWords: readonly string[] = (
  'An Phát|Bảo Tín|Đại Thành|Đông Á|Gia Khánh|Hòa Bình|Hoàng Gia|Hưng Thịnh|Kim Long|Minh Quang|Nam Hải|Phú Cường|' +
  'Phương Đông|Quang Minh|Sao Mai|Tân Tiến|Thái Sơn|Thành Đạt|Thiên Phú|Trường Giang|Việt Hưng|Vạn Xuân'
).split('|');

/** What they trade in. */
export const companyTrades: readonly string[] =
  'Thương mại và Dịch vụ|Xây dựng|Sản xuất|Cơ khí|May mặc|Nông sản|Vận tải|Vật liệu xây dựng|Dược phẩm|Thực phẩm'.split(
    '|',
  );

/** Villages [thôn] and streets of addresses. */
export const villages: readonly string[] =
  'thôn Đông|thôn Đoài|thôn Thượng|thôn Hạ|thôn Trung|thôn Nội|thôn Ngoại|xóm Chùa|xóm Đình|xóm Mới|khu phố 1|khu phố 2'.split(
    '|',
  );
