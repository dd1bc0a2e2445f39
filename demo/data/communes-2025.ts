/**
 * The communes of the merged province (Hưng Yên with Thái Bình) from 2025-07-01: public facts. Those with codes up to
 * 12427 lie in old Hưng Yên; many re-use the code of one of their predecessors for another place.
 */

/** Entries `code name`, separated by semicolons: 93 xã and 11 phường. */
export const communes2025 = `
    11953 Phường Phố Hiến; 11977 Xã Tân Hưng; 11980 Phường Hồng Châu; 11983 Phường Sơn Nam;
    11992 Xã Lạc Đạo; 11995 Xã Đại Đồng; 12004 Xã Như Quỳnh; 12019 Xã Văn Giang; 12025 Xã Phụng Công;
    12031 Xã Nghĩa Trụ; 12049 Xã Mễ Sở; 12064 Xã Nguyễn Văn Linh; 12070 Xã Hoàn Long; 12073 Xã Yên Mỹ;
    12091 Xã Việt Yên; 12103 Phường Mỹ Hào; 12127 Phường Thượng Hồng; 12133 Phường Đường Hào;
    12142 Xã Ân Thi; 12148 Xã Phạm Ngũ Lão; 12166 Xã Xuân Trúc; 12184 Xã Nguyễn Trãi; 12196 Xã Hồng Quang;
    12205 Xã Khoái Châu; 12223 Xã Triệu Việt Vương; 12238 Xã Việt Tiến; 12247 Xã Châu Ninh;
    12271 Xã Chí Minh; 12280 Xã Lương Bằng; 12286 Xã Nghĩa Dân; 12313 Xã Đức Hợp; 12322 Xã Hiệp Cường;
    12337 Xã Hoàng Hoa Thám; 12361 Xã Tiên Hoa; 12364 Xã Tiên Lữ; 12391 Xã Quang Hưng; 12406 Xã Đoàn Đào;
    12424 Xã Tiên Tiến; 12427 Xã Tống Trân; 12452 Phường Trần Hưng Đạo; 12454 Phường Trần Lãm;
    12466 Phường Vũ Phúc; 12472 Xã Quỳnh Phụ; 12499 Xã A Sào; 12511 Xã Minh Thọ; 12517 Xã Ngọc Lâm;
    12523 Xã Phụ Dực; 12526 Xã Đồng Bằng; 12532 Xã Nguyễn Du; 12577 Xã Quỳnh An; 12583 Xã Tân Tiến;
    12586 Xã Hưng Hà; 12595 Xã Ngự Thiên; 12613 Xã Long Hưng; 12619 Xã Diên Hà; 12631 Xã Thần Khê;
    12634 Xã Tiên La; 12676 Xã Lê Quý Đôn; 12685 Xã Hồng Minh; 12688 Xã Đông Hưng; 12694 Xã Bắc Đông Hưng;
    12700 Xã Bắc Tiên Hưng; 12736 Xã Đông Tiên Hưng; 12745 Xã Bắc Đông Quan; 12754 Xã Tiên Hưng;
    12763 Xã Nam Tiên Hưng; 12775 Xã Nam Đông Hưng; 12793 Xã Đông Quan; 12817 Phường Trà Lý;
    12826 Xã Thái Thụy; 12850 Xã Tây Thụy Anh; 12859 Xã Bắc Thụy Anh; 12862 Xã Đông Thụy Anh;
    12865 Xã Thụy Anh; 12904 Xã Nam Thụy Anh; 12916 Xã Bắc Thái Ninh; 12919 Xã Tây Thái Ninh;
    12922 Xã Thái Ninh; 12943 Xã Đông Thái Ninh; 12961 Xã Nam Thái Ninh; 12970 Xã Tiền Hải;
    12988 Xã Đông Tiền Hải; 13003 Xã Đồng Châu; 13021 Xã Ái Quốc; 13039 Xã Tây Tiền Hải; 13057 Xã Nam Cường;
    13063 Xã Nam Tiền Hải; 13066 Xã Hưng Phú; 13075 Xã Kiến Xương; 13093 Xã Trà Giang; 13096 Xã Bình Nguyên;
    13120 Xã Lê Lợi; 13132 Xã Quang Lịch; 13141 Xã Vũ Quý; 13159 Xã Hồng Vũ; 13183 Xã Bình Thanh;
    13186 Xã Bình Định; 13192 Xã Vũ Thư; 13219 Xã Vạn Xuân; 13222 Xã Thư Trì; 13225 Phường Thái Bình;
    13246 Xã Tân Thuận; 13264 Xã Thư Vũ; 13279 Xã Vũ Tiên`;
