// The lists of an invented province before and after a reform, and who became whom. Constants.
#pragma once

namespace dondoc::organization::testing {

inline constexpr char kOld[] =
    "code,name,level,type,parent_code\n"
    "90,Tỉnh Lam Thủy,province,Tỉnh,\n"
    "901,Huyện Bắc,district,Huyện,90\n"
    "90101,Xã An,commune,Xã,901\n"
    "90102,Xã Bình,commune,Xã,901\n"
    "90103,Xã Cát,commune,Xã,901\n"
    "90104,Xã Dương,commune,Xã,901\n";
// An and Bình merge, Cát is divided, Dương goes on under a new name.
inline constexpr char kNew[] =
    "code,name,level,type,parent_code\n"
    "90,Tỉnh Lam Thủy,province,Tỉnh,\n"
    "90101,Xã An Bình,commune,Xã,90\n"
    "90102,Xã Cát Thượng,commune,Xã,90\n"
    "90103,Xã Cát Hạ,commune,Xã,90\n"
    "90104,Phường Dương Hòa,commune,Phường,90\n";
inline constexpr char kFile[] =
    "old_code,new_code,relation\n"
    "90101,90101,whole\n"
    "90102,90101,whole\n"
    "90103,90102,part\n"
    "90103,90103,part\n"
    "90104,90104,whole\n";

}  // namespace dondoc::organization::testing
