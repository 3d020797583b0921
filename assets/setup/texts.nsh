; What the installer says beside headings and buttons: those are in Vietnamese.nsh, and NSIS's own words
; in Vietnamese.nlf.

!define TEXT_FIRST "Tin Xã giúp cán bộ cấp xã viết tin, bài về hội nghị kèm ảnh, rồi đưa lên trang thông tin điện tử.$\r$\n$\r$\nPhiên bản ${VERSION} được cài cho riêng tài khoản Windows này, không cần quyền quản trị. Trên màn hình nền và trong menu Start sẽ có lối tắt Tin Xã.$\r$\n$\r$\nBấm Cài đặt để bắt đầu."
!define TEXT_UPGRADE_TITLE "Nâng cấp $(^NameDA)"
!define TEXT_UPGRADE "Máy này đang có Tin Xã phiên bản $Present. Bộ cài đặt sẽ thay bằng phiên bản ${VERSION}.$\r$\n$\r$\nBài viết, ảnh, bản sao lưu và các thiết lập được giữ nguyên.$\r$\n$\r$\nBấm Cài đặt để bắt đầu."
!define TEXT_AGAIN_TITLE "Cài lại $(^NameDA)"
!define TEXT_AGAIN "Máy này đã có Tin Xã phiên bản ${VERSION}. Cài lại sẽ thay các tệp của chương trình bằng bản nguyên gốc.$\r$\n$\r$\nBài viết, ảnh, bản sao lưu và các thiết lập được giữ nguyên.$\r$\n$\r$\nBấm Cài đặt để bắt đầu."
!define TEXT_FINISHED "Phiên bản ${VERSION} đã ở trên máy. Mở Tin Xã bằng lối tắt trên màn hình nền hoặc trong menu Start; tệp có đuôi .tinxa được mở bằng cách bấm đúp.$\r$\n$\r$\nBài viết và ảnh được lưu tại:$\r$\n$Data"
!define TEXT_OPEN "Tin Xã đang mở, hoặc một phần mềm khác đang giữ tệp của Tin Xã.$\r$\n$\r$\nXin lưu bài, đóng cửa sổ Tin Xã rồi bấm Thử lại (Retry). Muốn để sau thì bấm Hủy bỏ (Cancel); chưa có gì thay đổi."
!define TEXT_NEWER "Máy này đang có Tin Xã phiên bản $Present, mới hơn phiên bản ${VERSION} của bộ cài đặt.$\r$\n$\r$\nPhiên bản cũ có thể không mở được những bài đã lưu bằng phiên bản mới. Vẫn cài phiên bản cũ?"
!define TEXT_TWICE "Bộ cài đặt Tin Xã đang chạy ở một cửa sổ khác."
!define TEXT_SYSTEM "Tin Xã cần Windows 10 hoặc Windows 11, bản 64 bit."
!define TEXT_KEPT "Không thay được tệp của Tin Xã. Có thể phần mềm diệt vi-rút đang giữ tệp.$\r$\n$\r$\nPhiên bản đang dùng và các bài viết vẫn nguyên vẹn. Xin khởi động lại máy rồi cài lần nữa."
!define TEXT_REPORTS "Bài viết Tin Xã"
!define TEXT_SHORTCUT "Viết tin, bài và đưa lên trang thông tin điện tử"
!define TEXT_REMOVE "Tin Xã sẽ được gỡ khỏi tài khoản Windows này.$\r$\nBài viết, ảnh và bản sao lưu được giữ nguyên tại $Data$\r$\nBấm Gỡ để bắt đầu."
!define TEXT_REMOVED "Chương trình đã được gỡ.$\r$\n$\r$\nBài viết, ảnh và bản sao lưu vẫn nguyên vẹn tại:$\r$\n$Data$\r$\n$\r$\nCài lại Tin Xã là dùng tiếp được ngay. Khi không cần nữa, xin sao chép thư mục này ra nơi lưu trữ rồi mới xóa."
!define TEXT_FOLDER "Mở thư mục bài viết"
