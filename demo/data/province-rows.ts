/** Made-up procedure rows of the province's departments; within a department the first fields are asked for most. */
import type { FieldRow } from './procedure-rows.js';
import { provinceSocialRows } from './province-social-rows.js';

const economyRows: readonly FieldRow[] = [
  {
    sector: 'G05',
    name: 'Thành lập và hoạt động của doanh nghiệp',
    department: 'Sở Kế hoạch và Đầu tư',
    register:
      'thành lập công ty trách nhiệm hữu hạn một thành viên; thành lập công ty cổ phần; thành lập doanh nghiệp tư nhân; ' +
      'chi nhánh, văn phòng đại diện; người đại diện theo pháp luật; vốn điều lệ; ngành, nghề kinh doanh; địa điểm kinh doanh',
    grant: 'giấy chứng nhận đăng ký doanh nghiệp',
  },
  {
    sector: 'G05',
    name: 'Đầu tư tại Việt Nam',
    department: 'Sở Kế hoạch và Đầu tư',
    grant:
      'giấy chứng nhận đăng ký đầu tư; văn bản quyết định chủ trương đầu tư; giấy phép văn phòng điều hành nhà đầu tư',
    approve: 'dự án sử dụng vốn hỗ trợ phát triển; đề xuất dự án đối tác công tư',
  },
  {
    sector: 'G05',
    name: 'Đấu thầu',
    department: 'Sở Kế hoạch và Đầu tư',
    approve:
      'kế hoạch lựa chọn nhà thầu; hồ sơ mời thầu; kết quả lựa chọn nhà thầu; danh sách nhà thầu đáp ứng kỹ thuật',
  },
  {
    sector: 'G12',
    name: 'Quản lý công sản',
    department: 'Sở Tài chính',
    approve:
      'phương án xử lý tài sản công; phương án sắp xếp lại nhà, đất; quyết toán dự án hoàn thành; đề án sử dụng tài sản công',
    settle: 'hoàn trả tiền bồi thường giải phóng mặt bằng',
  },
  {
    sector: 'G12',
    name: 'Quản lý giá',
    department: 'Sở Tài chính',
    register: 'giá dịch vụ thuộc diện bình ổn; kê khai giá',
    approve: 'phương án giá hàng hóa, dịch vụ; phương án giá đất cụ thể',
  },
  {
    sector: 'G02',
    name: 'Lưu thông hàng hóa trong nước',
    department: 'Sở Công Thương',
    grant:
      'giấy phép bán buôn rượu; giấy phép bán buôn thuốc lá; giấy chứng nhận đủ điều kiện bán lẻ xăng dầu; ' +
      'giấy chứng nhận đủ điều kiện kho chứa LPG; giấy phép cơ sở bán lẻ có vốn nước ngoài',
  },
  {
    sector: 'G02',
    name: 'Điện lực',
    department: 'Sở Công Thương',
    grant:
      'giấy phép hoạt động phân phối điện; giấy phép tư vấn chuyên ngành điện; thẻ kiểm tra viên điện lực; thẻ an toàn điện',
  },
  {
    sector: 'G02',
    name: 'Hóa chất và vật liệu nổ công nghiệp',
    department: 'Sở Công Thương',
    grant:
      'giấy chứng nhận đủ điều kiện sản xuất hóa chất; giấy phép sử dụng vật liệu nổ; ' +
      'giấy chứng nhận huấn luyện kỹ thuật an toàn vật liệu nổ',
    approve: 'biện pháp phòng ngừa sự cố hóa chất',
  },
  {
    sector: 'G02',
    name: 'Xúc tiến thương mại',
    department: 'Sở Công Thương',
    register:
      'chương trình khuyến mại mang tính may rủi; tổ chức hội chợ, triển lãm thương mại; thông báo bán hàng đa cấp',
  },
  {
    sector: 'G10',
    name: 'Bảo vệ thực vật',
    department: 'Sở Nông nghiệp và Phát triển nông thôn',
    grant:
      'giấy chứng nhận đủ điều kiện buôn bán thuốc bảo vệ thực vật; giấy xác nhận quảng cáo thuốc bảo vệ thực vật; ' +
      'giấy chứng nhận kiểm dịch thực vật nội địa; giấy phép vận chuyển thuốc bảo vệ thực vật',
  },
  {
    sector: 'G10',
    name: 'Thú y và chăn nuôi',
    department: 'Sở Nông nghiệp và Phát triển nông thôn',
    grant:
      'chứng chỉ hành nghề thú y; giấy chứng nhận vệ sinh thú y; giấy chứng nhận cơ sở an toàn dịch bệnh động vật; ' +
      'giấy chứng nhận kiểm dịch động vật; giấy chứng nhận đủ điều kiện buôn bán thuốc thú y',
  },
  {
    sector: 'G10',
    name: 'Thủy lợi và đê điều',
    department: 'Sở Nông nghiệp và Phát triển nông thôn',
    grant:
      'giấy phép hoạt động trong phạm vi bảo vệ công trình thủy lợi; giấy phép hoạt động liên quan đến đê điều',
    approve: 'phương án bảo vệ công trình thủy lợi; phương án phòng chống lũ; quy trình vận hành hồ chứa',
  },
  {
    sector: 'G10',
    name: 'Quản lý chất lượng nông lâm sản và thủy sản',
    department: 'Sở Nông nghiệp và Phát triển nông thôn',
    grant:
      'giấy chứng nhận an toàn thực phẩm nông sản; giấy xác nhận kiến thức an toàn thực phẩm; giấy chứng nhận xuất xứ lô hàng',
    recognise: 'làng nghề truyền thống; cây đầu dòng; vườn cây ăn quả cung cấp vật liệu nhân giống',
  },
  {
    sector: 'G04',
    name: 'Đường bộ',
    department: 'Sở Giao thông vận tải',
    grant:
      'giấy phép lái xe; giấy phép kinh doanh vận tải bằng xe ô tô; phù hiệu xe hợp đồng; phù hiệu xe tuyến cố định; ' +
      'giấy phép đào tạo lái xe ô tô; giấy phép xe tập lái; giấy phép lưu hành xe quá tải; giấy phép thi công trên đường tỉnh',
    register: 'xe máy chuyên dùng; khai thác tuyến vận tải khách cố định',
  },
  {
    sector: 'G04',
    name: 'Đường thủy nội địa',
    department: 'Sở Giao thông vận tải',
    grant:
      'giấy phép hoạt động cảng, bến thủy nội địa; chứng chỉ thuyền viên; giấy chứng nhận cơ sở đào tạo thuyền viên',
    register: 'phương tiện thủy nội địa lần đầu; phương tiện chuyển quyền sở hữu',
  },
  {
    sector: 'G17',
    name: 'Hoạt động xây dựng',
    department: 'Sở Xây dựng',
    grant:
      'chứng chỉ hành nghề hoạt động xây dựng; chứng chỉ năng lực hoạt động xây dựng; giấy phép xây dựng công trình; ' +
      'giấy phép hoạt động cho nhà thầu nước ngoài',
    approve: 'báo cáo nghiên cứu khả thi; thiết kế, dự toán xây dựng; kết quả nghiệm thu công trình',
  },
  {
    sector: 'G17',
    name: 'Quy hoạch xây dựng, kiến trúc',
    department: 'Sở Xây dựng',
    grant: 'giấy phép quy hoạch; chứng chỉ hành nghề kiến trúc sư',
    approve: 'nhiệm vụ quy hoạch chi tiết; đồ án quy hoạch chi tiết; quy chế quản lý kiến trúc',
  },
  {
    sector: 'G17',
    name: 'Nhà ở và kinh doanh bất động sản',
    department: 'Sở Xây dựng',
    grant: 'chứng chỉ hành nghề môi giới bất động sản',
    approve: 'giá bán nhà ở xã hội; chủ trương đầu tư dự án nhà ở; việc chuyển nhượng dự án bất động sản',
    settle: 'thuê, mua nhà ở thuộc sở hữu nhà nước',
  },
  {
    sector: 'G13',
    name: 'Đất đai',
    department: 'Sở Tài nguyên và Môi trường',
    register:
      'biến động quyền sử dụng đất của tổ chức; thế chấp quyền sử dụng đất của tổ chức; quyền sử dụng đất lần đầu của tổ chức',
    grant: 'giấy chứng nhận quyền sử dụng đất của tổ chức; giấy phép chuyển mục đích sử dụng đất của tổ chức',
    approve: 'phương án giao đất, cho thuê đất; kế hoạch sử dụng đất hàng năm',
  },
  {
    sector: 'G13',
    name: 'Tài nguyên nước và khoáng sản',
    department: 'Sở Tài nguyên và Môi trường',
    grant:
      'giấy phép thăm dò nước dưới đất; giấy phép khai thác nước mặt; giấy phép xả nước thải vào nguồn nước; ' +
      'giấy phép hành nghề khoan nước; giấy phép thăm dò khoáng sản; giấy phép khai thác khoáng sản',
    approve: 'trữ lượng khoáng sản; tiền cấp quyền khai thác khoáng sản',
  },
  {
    sector: 'G13',
    name: 'Môi trường',
    department: 'Sở Tài nguyên và Môi trường',
    approve:
      'báo cáo đánh giá tác động môi trường; đề án bảo vệ môi trường chi tiết; phương án cải tạo, phục hồi môi trường',
    register: 'chủ nguồn thải chất thải nguy hại; kế hoạch bảo vệ môi trường',
  },
  {
    sector: 'G13',
    name: 'Đo đạc và bản đồ',
    department: 'Sở Tài nguyên và Môi trường',
    grant: 'giấy phép hoạt động đo đạc và bản đồ; thông tin, dữ liệu đo đạc; thông tin khí tượng thủy văn',
  },
  {
    sector: 'G05',
    name: 'Khu công nghiệp',
    department: 'Ban Quản lý các khu công nghiệp tỉnh',
    grant:
      'giấy chứng nhận đầu tư trong khu công nghiệp; giấy phép lao động trong khu công nghiệp; giấy phép xây dựng trong khu công nghiệp',
    register: 'nội quy lao động trong khu công nghiệp; thỏa ước lao động trong khu công nghiệp',
    approve: 'quy hoạch chi tiết khu công nghiệp',
  },
];

/** Every field of the province level. */
export const provinceRows: readonly FieldRow[] = [...economyRows, ...provinceSocialRows];
