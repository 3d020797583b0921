package plaintext

import (
	"regexp"
	"strings"
)

// All patterns are matched against line.low unless said otherwise.

// How many words things have at most, or at least.
const (
	headlineWords = 30 // a longer line is running text
	proseWords    = 8  // a shorter sentence may be a headline or a caption
	kickerWords   = 8
	captionWords  = 25
	creditedWords = 45 // a caption with its photographer's name
	headingWords  = 15
	menuWords     = 10
	signWords     = 14
)

// endings are lines behind which nothing of the report follows.
var endings = set(
	"tin khác", "các tin khác", "những tin khác", "tin tức khác", "tin bài khác", "các bài khác", "bài viết khác",
	"tin liên quan", "bài liên quan", "bài viết liên quan", "tin bài liên quan", "tin, bài liên quan",
	"tin cùng chuyên mục", "bài cùng chuyên mục", "cùng chuyên mục", "tin cùng loại", "cùng chủ đề",
	"tin mới hơn", "tin cũ hơn", "những tin mới hơn", "những tin cũ hơn", "các tin mới hơn", "các tin cũ hơn",
	"tin đã đưa", "các tin đã đưa", "tin mới", "tin mới nhất", "tin nổi bật", "tin đọc nhiều", "tin xem nhiều",
	"xem nhiều", "xem nhiều nhất", "đọc nhiều", "đọc nhiều nhất", "có thể bạn quan tâm",
	"ý kiến bạn đọc", "ý kiến của bạn", "gửi bình luận", "viết bình luận", "bình luận của bạn", "gửi phản hồi",
	"mã xác thực", "mã bảo mật", "mã kiểm tra",
)

// ending begins lines of that kind.
var ending = regexp.MustCompile(`^(tổng số điểm của bài viết|click để đánh giá|nhấp để đánh giá|mã xác thực |` +
	`nhập mã |bạn cần đăng nhập để|hãy là người đầu tiên|xếp hạng\s*:\s*[\d.,]|lượt đánh giá\s*:|` +
	`những tin (mới|cũ) hơn|bạn đã không sử dụng site)`)

// gluedEnding is such a line with the next report glued to it; in the text as
// printed, since the capital tells.
var gluedEnding = regexp.MustCompile(`^(Tin khác|Các tin khác|Tin liên quan|Ý kiến bạn đọc)\p{Lu}`)

// softEndings may also be subheadings: they end the report only where no
// running text follows.
var softEndings = set(
	"đánh giá", "bình luận", "liên kết", "liên kết website", "liên kết web", "thông báo", "văn bản", "văn bản mới",
	"thống kê", "thống kê truy cập", "thư viện ảnh", "video", "quảng cáo", "lịch công tác",
)

// buttons are words of the page that may stand anywhere.
var buttons = set(
	"chia sẻ", "chia sẻ bài viết", "thích", "like", "share", "tweet", "facebook", "zalo", "twitter", "google+",
	"in bài", "in bài viết", "in trang", "in ấn", "bản in", "gửi email", "gửi bài", "gửi bài viết", "lưu bài viết",
	"đọc bài", "đọc bài viết", "nghe đọc bài", "nghe bài viết", "nghe", "cỡ chữ", "cỡ chữ:", "a- a+", "a+ a-", "a a a",
	"tăng cỡ chữ", "giảm cỡ chữ", "tương phản", "đánh giá bài viết", "xem ảnh lớn", "phóng to", "đóng", "trở lại",
	"quay lại", "về trước", "về đầu trang", "lên đầu trang", "sao chép liên kết", "ipv6 ready", "rss", "sitemap",
)

// counter is a count of readers or votes that may stand anywhere.
var counter = regexp.MustCompile(`^(?:(?:(?:số )?lượt (?:xem|đọc|truy cập|view|tải|thích)|đã xem|số lần xem|views?|` +
	`online|đang (?:online|truy cập|trực tuyến)|hôm (?:nay|qua)|(?:tuần|tháng|năm) (?:này|trước|hiện tại)|` +
	`thống kê|tổng (?:số )?(?:lượt )?truy cập|tất cả|số người (?:online|truy cập)|bình luận|khách|thành viên)` +
	`\s*[:(]?\s*[\d.,]+\)?(?: lượt| người)?|[\d.,]+ (?:lượt (?:xem|đọc|truy cập|thích|chia sẻ|đánh giá)|views?|bình luận))$`)

// afterStamp is what stands behind a stamp on its line.
var afterStamp = regexp.MustCompile(`^[|\-–•·,;()\s]*(?:\d[\d.,]*|(?:(?:số )?(?:lượt (?:xem|đọc|truy cập|view)|đã xem|lần xem|views?)\s*:?\s*[\d.,]+)|` +
	`[\d.,]+ (?:lượt (?:xem|đọc|truy cập)|lượt|views?|bình luận))?(?:[|\-–•·,;()\s]|\d+ bình luận|bình luận\s*:?\s*\d+)*$`)

// contact begins lines about the portal, which stand above or below a report.
var contact = regexp.MustCompile(`^(địa chỉ|trụ sở|điện thoại|số điện thoại|đt|tel|e-?mail|thư điện tử|hotline|đường dây nóng|` +
	`fax|website)\s*[:(]|^(hotline|chịu trách nhiệm|trưởng ban biên tập|bản quyền|ghi rõ nguồn|giấy phép|©|copyright|` +
	`thiết kế bởi|phát triển bởi|thiết kế và|cơ quan chủ quản|đơn vị chủ quản|xây dựng và phát triển|powered by)`)

// bareAddress is a line of nothing but an address of the net or a telephone number.
var bareAddress = regexp.MustCompile(`^(\S+@\S+\.\S+|https?://\S+|www\.\S+|[\d.() +-]{8,})$`)

// banner begins the name of a portal.
var banner = regexp.MustCompile(`^(cổng|trang)\s+(thông tin|tin)(\s+điện tử)?|^(cổng|trang) ttđt|^chào mừng .* đến với`)

// ofBanner begins the second line of a banner: whose portal it is.
var ofBanner = regexp.MustCompile(`^(đảng bộ|đảng ủy|ủy ban|ubnd|hđnd|xã|phường|đặc khu|thị trấn|huyện|tỉnh|thành phố)( |$)`)

// breadcrumb is the way to a page through the portal's menu.
var breadcrumb = regexp.MustCompile(`^(trang chủ|trang nhất|home)\s*(/|>|»|›|→|\||-)`)

// menu are entries of portals' menus and link lists.
var menu = set(
	"trang chủ", "trang nhất", "home", "giới thiệu", "giới thiệu chung", "tin tức", "tin tức - sự kiện",
	"tin tức sự kiện", "sự kiện", "thông báo", "văn bản", "văn bản pháp luật", "văn bản chỉ đạo", "thủ tục hành chính",
	"dịch vụ công", "dịch vụ công trực tuyến", "liên hệ", "góp ý", "hỏi đáp", "sơ đồ trang", "sơ đồ cổng",
	"đăng nhập", "đăng ký", "tìm kiếm", "menu", "thư viện", "thư viện ảnh", "thư viện video", "video", "audio",
	"tổ chức bộ máy", "cơ cấu tổ chức", "lịch công tác", "lịch tiếp công dân", "chuyển đổi số", "công khai ngân sách",
	"thống kê", "thống kê truy cập", "liên kết", "liên kết website", "quảng cáo", "english", "tiếng việt", "rss",
	"phản ánh kiến nghị", "gửi nhận văn bản", "tình hình giải quyết hồ sơ", "hoạt động", "bộ thủ tục hành chính",
)

// menuEntry begins entries that go on with a name.
var menuEntry = regexp.MustCompile(`^(công khai |dữ liệu |bản đồ |liên kết |văn bản |lịch |cổng |trang |hệ thống |thư viện |cơ sở dữ liệu )`)

// rubrics are kickers that are never headlines.
var rubrics = regexp.MustCompile(`^(tin tức|tin trong (xã|phường)|tin địa phương|thời sự|tin hoạt động|hoạt động của|hoạt động (đảng|xã)|` +
	`tin xây dựng|xây dựng đảng$|tin (xã|phường|cơ sở)|tin tổng hợp|điểm tin|sự kiện|chính trị|kinh tế|văn hóa|bản tin)`)

// event is in headlines, but hardly in the topics that kickers name.
var event = regexp.MustCompile(`(^| )(hội nghị|đại hội|kỳ họp|phiên họp|họp|lễ|ngày hội|hội thi|xã|phường|đặc khu|đảng (bộ|ủy)|ubnd|hđnd|` +
	`chi bộ|tổ chức|triển khai|quán triệt|sơ kết|tổng kết|thăm|tặng|trao|ra quân|khai mạc|bế mạc|phát động|công bố|gặp mặt|` +
	`tiếp xúc|kiểm tra|giám sát|làm việc|đối thoại|tập huấn|ra mắt|tuyên truyền|chúc mừng|khánh thành|hoàn thành|đạt|` +
	`đẩy mạnh|tăng cường|nâng cao|tiếp tục|quyết tâm|sôi nổi|chung tay|hưởng ứng)( |$|,)`)

// authorLabel is what portals print before the author's name; as printed.
var authorLabel = regexp.MustCompile(`(?i)^(tác giả bài viết|tác giả|người viết|người đăng|đăng bởi)\s*:\s*`)

// signLabel begins a line that signs in the author's own words; as printed.
var signLabel = regexp.MustCompile(`(?i)^(tin|bài|ảnh|thực hiện)(\s*(,|và|-|&)?\s*(tin|bài|ảnh|và ảnh|clip|video)){0,2}\s*:\s*`)

var (
	sourceLabel = regexp.MustCompile(`(?i)^(nguồn tin|nguồn|theo nguồn)\s*:\s*`)
	tagsLabel   = regexp.MustCompile(`(?i)^(từ khóa|từ khoá|tags?|thẻ)\s*:\s*`)
)

// Patterns of captions: sure ones need nothing else, likely ones no full stop.
var (
	sureCaption   = regexp.MustCompile(`^(quang cảnh|toàn cảnh|ảnh\s*(\d+)?\s*[:.]|ảnh minh họa|hình ảnh|một số hình ảnh)`)
	likelyCaption = regexp.MustCompile(`^((các )?(đồng chí|đ/c|đại biểu|đoàn viên|hội viên|đại diện|cá nhân|tập thể)|lãnh đạo|thường trực|` +
		`ông|bà|đoàn chủ tịch|chủ tọa|đông đảo|nhân dân|người dân|bà con|cán bộ|cử tri|lực lượng|học sinh|đoàn công tác|` +
		`trao |tặng |biểu quyết|tiết mục|khen thưởng|bỏ phiếu|chào cờ|chụp ảnh|ra mắt|dâng hương|ký kết|ra quân|ban |` +
		`bí thư|phó bí thư|chủ tịch|phó chủ tịch|trưởng |đảng viên|thanh niên|hội đồng|mô hình|buổi |không khí|phiên thảo luận)`)
)

// credit is the photographer's name at the end of a caption; as printed.
var credit = regexp.MustCompile(`^(.+?)\s+\(?\s*[Ảả]nh:\s*([^()]{2,60}?)\)?\.?$`)

// fileName is a line that stands for a photo by its file's name.
var fileName = regexp.MustCompile(`^\S+\.(jpe?g|png|webp|gif|heic)$`)

// communeKinds are the kinds of communes, the retired ones included.
const communeKinds = `xã|phường|đặc khu|thị trấn`

// Markers at the beginning of lines, as printed.
var (
	itemPlace    = regexp.MustCompile(`(?i)^[*•+–-]\s*(tại\s+)?(` + communeKinds + `)\s`)
	bulletMarker = regexp.MustCompile(`^([-–—•·▪●+*])(\s+\S|\p{Lu})`)
	numberMarker = regexp.MustCompile(`^(\d{1,2})\.\s+\S`)
	section      = regexp.MustCompile(`^([IVX]{1,5}|\d{1,2}(\.\d{1,2})?|[A-ZĐ])[./)-]\s*\S`)
	marker       = regexp.MustCompile(`^([-–—•·▪●+*]\s*\S|\d{1,2}[.)]\s|[IVX]{1,5}\.\s|[a-zđ][.)]\s)`)
	opensQuote   = regexp.MustCompile(`^[“«"]`)
	closesQuote  = regexp.MustCompile(`[^\s“«][”»"][.!?…]?`)
	saidBy       = regexp.MustCompile(`^[—–]\s*\p{L}`)
)

// closing begins the paragraph that ends a round-up as a whole.
var closing = regexp.MustCompile(`^((các|những) (hoạt động|hội nghị|sự kiện|kết quả|buổi|chương trình|đại hội|kỳ họp)( nêu)? (trên|đã|đều|diễn ra)|` +
	`(qua|thông qua|từ) (các|những) (hoạt động|hội nghị|sự kiện|chương trình)|có thể thấy|có thể nói|nhìn chung|việc tổ chức các |` +
	`các (xã|phường|địa phương|đơn vị)(,| ))`)

// ofAll is said of all items in a closing paragraph that begins otherwise.
var ofAll = regexp.MustCompile(`(các|nhiều) (xã, phường|phường, xã|xã và phường|địa phương)`)

// unitTails are second halves of the names of units: "Trung tâm Văn hóa -
// Truyền thông" is one unit.
var unitTails = set(
	"truyền thông", "thông tin", "thể thao", "thể dục thể thao", "du lịch", "xã hội", "khoa học", "thống kê",
	"kế hoạch", "kinh tế", "tin học", "nông nghiệp", "an ninh", "môi trường", "tư pháp", "hộ tịch",
)

// surnames are the family names that more than nine in ten Vietnamese bear.
var surnames = set(strings.Fields("nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn lâm mai " +
	"trịnh đào cao lương hà tạ tô chu châu triệu vương tăng quách nông hứa la lò vàng giàng thào ma bế lưu thái kiều " +
	"nghiêm phùng đồng khổng tống văn trương quàng điêu cầm lù sùng hầu mạc thân từ viên ninh vi y")...)

func set(words ...string) map[string]bool {
	in := make(map[string]bool, len(words))
	for _, w := range words {
		in[w] = true
	}
	return in
}
