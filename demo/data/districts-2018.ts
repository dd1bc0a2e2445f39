/**
 * The districts and communes of Hưng Yên as they stood in 2018: public facts, nothing made up. Each commune is written
 * `code name > successors`, the successors being the communes of 2025-07-01 its land went to; five have none, since no
 * list at hand names one. What became of them in between is in `places.ts`.
 */

/** A district with its communes; the word before the name is the kind. */
export interface DistrictRow {
  code: string;
  name: string;
  /** Entries `code name > successors`, separated by semicolons. */
  communes: string;
}

/** Ten districts with 161 communes: 145 xã, 7 phường, 9 thị trấn. */
export const districts2018: readonly DistrictRow[] = [
  {
    code: '323',
    name: 'Thành phố Hưng Yên',
    communes: `
    11950 Phường Lam Sơn > 11983; 11953 Phường Hiến Nam > 11953; 11956 Phường An Tảo > 11953;
    11959 Phường Lê Lợi > 11953; 11962 Phường Minh Khai > 11953; 11965 Phường Quang Trung > 11953;
    11968 Phường Hồng Châu > 11980; 11971 Xã Trung Nghĩa > 11953; 11974 Xã Liên Phương > 11953;
    11977 Xã Hồng Nam > 11977; 11980 Xã Quảng Châu > 11980; 11983 Xã Bảo Khê > 11983;
    12331 Xã Phú Cường > 11983; 12334 Xã Hùng Cường > 11983; 12382 Xã Phương Chiểu > 11953 11977;
    12385 Xã Tân Hưng > 11977; 12388 Xã Hoàng Hanh > 11980`,
  },
  {
    code: '325',
    name: 'Huyện Văn Lâm',
    communes: `
    11986 Thị trấn Như Quỳnh > 12004; 11989 Xã Lạc Đạo > 11992; 11992 Xã Chỉ Đạo > 11992;
    11995 Xã Đại Đồng > 11995; 11998 Xã Việt Hưng > 11995; 12001 Xã Tân Quang > 12004;
    12004 Xã Đình Dù > 12004; 12007 Xã Minh Hải > 11992; 12010 Xã Lương Tài > 11995;
    12013 Xã Trưng Trắc > 12004; 12016 Xã Lạc Hồng > 12004`,
  },
  {
    code: '326',
    name: 'Huyện Văn Giang',
    communes: `
    12019 Thị trấn Văn Giang > 12019; 12022 Xã Xuân Quan > 12025; 12025 Xã Cửu Cao > 12025;
    12028 Xã Phụng Công > 12025; 12031 Xã Nghĩa Trụ > 12031; 12034 Xã Long Hưng > 12031;
    12037 Xã Vĩnh Khúc > 12031; 12040 Xã Liên Nghĩa > 12019; 12043 Xã Tân Tiến > 12019;
    12046 Xã Thắng Lợi > 12049; 12049 Xã Mễ Sở > 12049`,
  },
  {
    code: '327',
    name: 'Huyện Yên Mỹ',
    communes: `
    12052 Thị trấn Yên Mỹ > 12073; 12055 Xã Giai Phạm > 12064; 12058 Xã Nghĩa Hiệp > 12064;
    12061 Xã Đồng Than > 12070; 12064 Xã Ngọc Long > 12064; 12067 Xã Liêu Xá > 12064;
    12070 Xã Hoàn Long > 12070; 12073 Xã Tân Lập > 12073; 12076 Xã Thanh Long > 12091;
    12079 Xã Yên Phú > 12091; 12082 Xã Việt Cường > 12091; 12085 Xã Trung Hòa > 12073;
    12088 Xã Yên Hòa > 12091; 12091 Xã Minh Châu > 12091; 12094 Xã Trung Hưng;
    12097 Xã Lý Thường Kiệt > 12073; 12100 Xã Tân Việt > 12073`,
  },
  {
    code: '328',
    name: 'Huyện Mỹ Hào',
    communes: `
    12103 Thị trấn Bần Yên Nhân > 12103; 12106 Xã Phan Đình Phùng > 12103; 12109 Xã Cẩm Xá > 12103;
    12112 Xã Dương Quang > 12127; 12115 Xã Hòa Phong > 12127; 12118 Xã Nhân Hòa > 12103;
    12121 Xã Dị Sử > 12133; 12124 Xã Bạch Sam > 12127; 12127 Xã Minh Đức > 12127;
    12130 Xã Phùng Chí Kiên > 12133; 12133 Xã Xuân Dục > 12133; 12136 Xã Ngọc Lâm > 12133;
    12139 Xã Hưng Long > 12133`,
  },
  {
    code: '329',
    name: 'Huyện Ân Thi',
    communes: `
    12142 Thị trấn Ân Thi > 12142; 12145 Xã Phù Ủng > 12148; 12148 Xã Bắc Sơn > 12148;
    12151 Xã Bãi Sậy > 12148; 12154 Xã Đào Dương > 12148; 12157 Xã Tân Phúc > 12142;
    12160 Xã Vân Du > 12166; 12163 Xã Quang Vinh > 12142; 12166 Xã Xuân Trúc > 12166;
    12169 Xã Hoàng Hoa Thám > 12142; 12172 Xã Quảng Lãng > 12166; 12175 Xã Văn Nhuệ > 12184;
    12178 Xã Đặng Lễ > 12184; 12181 Xã Cẩm Ninh > 12184; 12184 Xã Nguyễn Trãi > 12184;
    12187 Xã Đa Lộc > 12184; 12190 Xã Hồ Tùng Mậu > 12196; 12193 Xã Tiền Phong > 12196;
    12196 Xã Hồng Vân > 12196; 12199 Xã Hồng Quang > 12196; 12202 Xã Hạ Lễ > 12196`,
  },
  {
    code: '330',
    name: 'Huyện Khoái Châu',
    communes: `
    12205 Thị trấn Khoái Châu > 12205; 12208 Xã Đông Tảo > 12070; 12211 Xã Bình Minh > 12049;
    12214 Xã Dạ Trạch > 12223; 12217 Xã Hàm Tử > 12223; 12220 Xã Ông Đình > 12223; 12223 Xã Tân Dân > 12223;
    12226 Xã Tứ Dân > 12247; 12229 Xã An Vĩ > 12223; 12232 Xã Đông Kết > 12205; 12235 Xã Bình Kiều;
    12238 Xã Dân Tiến > 12238; 12241 Xã Đồng Tiến > 12238; 12244 Xã Hồng Tiến > 12238;
    12247 Xã Tân Châu > 12247; 12250 Xã Liên Khê > 12205; 12253 Xã Phùng Hưng > 12205;
    12256 Xã Việt Hòa > 12238; 12259 Xã Đông Ninh > 12247; 12262 Xã Đại Tập > 12247;
    12265 Xã Chí Tân > 12271; 12268 Xã Đại Hưng > 12271; 12271 Xã Thuần Hưng > 12271;
    12274 Xã Thành Công > 12271; 12277 Xã Nhuế Dương > 12271`,
  },
  {
    code: '331',
    name: 'Huyện Kim Động',
    communes: `
    12280 Thị trấn Lương Bằng > 12280; 12283 Xã Nghĩa Dân > 12286; 12286 Xã Toàn Thắng > 12286;
    12289 Xã Vĩnh Xá > 12286; 12292 Xã Phạm Ngũ Lão > 12280; 12295 Xã Thọ Vinh > 12313;
    12298 Xã Đồng Thanh > 12286; 12301 Xã Song Mai > 12322; 12304 Xã Chính Nghĩa > 12280;
    12307 Xã Nhân La > 12280; 12310 Xã Phú Thịnh > 12313; 12313 Xã Mai Động > 12313;
    12316 Xã Đức Hợp > 12313; 12319 Xã Hùng An > 12322; 12322 Xã Ngọc Thanh > 12322; 12325 Xã Vũ Xá > 12280;
    12328 Xã Hiệp Cường > 12322`,
  },
  {
    code: '332',
    name: 'Huyện Tiên Lữ',
    communes: `
    12337 Thị trấn Vương > 12337; 12340 Xã Hưng Đạo > 12337; 12343 Xã Ngô Quyền; 12346 Xã Nhật Tân > 12337;
    12349 Xã Dị Chế; 12352 Xã Lệ Xá > 12361; 12355 Xã An Viên > 12337; 12358 Xã Đức Thắng > 12364;
    12361 Xã Trung Dũng > 12361; 12364 Xã Hải Triều > 12364; 12367 Xã Thủ Sỹ > 11977;
    12370 Xã Thiện Phiến > 12364; 12373 Xã Thụy Lôi > 12364; 12376 Xã Cương Chính > 12361;
    12379 Xã Minh Phượng > 12361`,
  },
  {
    code: '333',
    name: 'Huyện Phù Cừ',
    communes: `
    12391 Thị trấn Trần Cao > 12391; 12394 Xã Minh Tân > 12391; 12397 Xã Phan Sào Nam > 12406;
    12400 Xã Quang Hưng > 12391; 12403 Xã Minh Hoàng > 12406; 12406 Xã Đoàn Đào > 12406;
    12409 Xã Tống Phan > 12391; 12412 Xã Đình Cao > 12424; 12415 Xã Nhật Quang > 12424; 12418 Xã Tiền Tiến;
    12421 Xã Tam Đa > 12427; 12424 Xã Minh Tiến > 12424; 12427 Xã Nguyên Hòa > 12427;
    12430 Xã Tống Trân > 12427`,
  },
];
