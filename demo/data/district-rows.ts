/** Made-up procedure rows of the district level; the first fields are asked for most. */
import type { FieldRow } from './procedure-rows.js';

/** Seventeen fields every district's People's Committee carries out. */
export const districtRows: readonly FieldRow[] = [
  {
    sector: 'G13',
    name: 'Đất đai',
    register: 'biến động quyền sử dụng đất; quyền sử dụng đất lần đầu; thế chấp quyền sử dụng đất',
    grant: 'giấy chứng nhận quyền sử dụng đất; giấy phép chuyển mục đích sử dụng đất',
    approve: 'phương án bồi thường, hỗ trợ, tái định cư; phương án giao đất ở nông thôn',
  },
  {
    sector: 'G05',
    name: 'Đăng ký kinh doanh hộ cá thể',
    register: 'thành lập hộ kinh doanh; tạm ngừng kinh doanh; địa điểm kinh doanh',
    grant: 'giấy chứng nhận đăng ký hộ kinh doanh; giấy chứng nhận đăng ký hợp tác xã',
  },
  {
    sector: 'G15',
    name: 'Chứng thực',
    certify:
      'bản sao từ bản chính; chữ ký trong giấy tờ; hợp đồng giao dịch tài sản; văn bản phân chia di sản; bản dịch',
  },
  {
    sector: 'G15',
    name: 'Hộ tịch',
    register:
      'khai sinh có yếu tố nước ngoài; kết hôn có yếu tố nước ngoài; khai tử có yếu tố nước ngoài; giám hộ',
    certify: 'trích lục hộ tịch; thay đổi, cải chính hộ tịch; việc ghi vào sổ hộ tịch',
  },
  {
    sector: 'G17',
    name: 'Quản lý hoạt động xây dựng',
    grant: 'giấy phép xây dựng nhà ở riêng lẻ; giấy phép xây dựng công trình; giấy phép di dời công trình',
    approve: 'báo cáo kinh tế - kỹ thuật; thiết kế cơ sở công trình cấp huyện',
  },
  {
    sector: 'G07',
    name: 'Bảo trợ xã hội',
    settle: 'trợ cấp xã hội hàng tháng; hỗ trợ chi phí mai táng; trợ cấp hộ nghèo; trợ cấp người khuyết tật',
    establish: 'cơ sở trợ giúp xã hội',
  },
  {
    sector: 'G07',
    name: 'Người có công',
    settle: 'trợ cấp thương binh; trợ cấp thờ cúng liệt sĩ; chế độ điều dưỡng; bảo hiểm y tế người có công',
  },
  {
    sector: 'G03',
    name: 'Giáo dục và đào tạo',
    establish: 'trường mầm non; trường tiểu học; trường trung học cơ sở; lớp dạy thêm, học thêm',
    certify: 'văn bằng tốt nghiệp từ sổ gốc; học bạ trung học cơ sở',
    recognise: 'trường đạt chuẩn quốc gia cấp huyện; xã đạt chuẩn phổ cập giáo dục',
  },
  {
    sector: 'G09',
    name: 'Thi đua, khen thưởng',
    recognise:
      'danh hiệu lao động tiên tiến; danh hiệu chiến sĩ thi đua cơ sở; giấy khen chuyên đề; giấy khen đột xuất',
  },
  {
    sector: 'G09',
    name: 'Tổ chức hội, quỹ',
    establish: 'hội có phạm vi hoạt động trong huyện; quỹ từ thiện cấp huyện; ban vận động thành lập hội',
    approve: 'điều lệ hội cấp huyện; điều lệ quỹ cấp huyện',
  },
  {
    sector: 'G10',
    name: 'Nông nghiệp',
    grant: 'giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm; giấy chứng nhận trang trại',
    approve: 'dự án liên kết tiêu thụ nông sản; phương án hỗ trợ sản xuất vùng thiên tai',
    settle: 'hỗ trợ thiệt hại do dịch bệnh; hỗ trợ phát triển chăn nuôi nông hộ',
  },
  {
    sector: 'G13',
    name: 'Môi trường',
    register: 'kế hoạch bảo vệ môi trường',
    approve: 'đề án bảo vệ môi trường đơn giản; phương án cải tạo môi trường',
  },
  {
    sector: 'G02',
    name: 'Lưu thông hàng hóa trong nước',
    grant:
      'giấy phép bán lẻ rượu; giấy phép bán lẻ sản phẩm thuốc lá; giấy phép sản xuất rượu thủ công; ' +
      'giấy chứng nhận đủ điều kiện bán lẻ LPG chai',
  },
  {
    sector: 'G16',
    name: 'Văn hóa cơ sở',
    grant: 'giấy phép kinh doanh karaoke; giấy phép tổ chức lễ hội cấp huyện; giấy phép quảng cáo ngoài trời',
    recognise: 'danh hiệu khu dân cư văn hóa; danh hiệu cơ quan đạt chuẩn văn hóa; cụm dân cư tiêu biểu',
  },
  {
    sector: 'G12',
    name: 'Quản lý công sản',
    approve: 'phương án thanh lý tài sản công; quyết toán dự án hoàn thành; phương án mua sắm tập trung',
  },
  {
    sector: 'G09',
    name: 'Tôn giáo',
    approve: 'danh mục hoạt động tôn giáo bổ sung; kế hoạch hội nghị thường niên của tổ chức tôn giáo',
    register: 'việc quyên góp ngoài địa bàn một xã; thuyên chuyển chức việc; mở lớp bồi dưỡng tôn giáo',
  },
  {
    sector: 'G04',
    name: 'Đường bộ và đường thủy nội địa',
    grant:
      'giấy phép thi công trên đường huyện; giấy phép đấu nối đường huyện; giấy phép bến khách ngang sông',
    register: 'phương tiện thủy nội địa; phương tiện vui chơi dưới nước',
  },
];
