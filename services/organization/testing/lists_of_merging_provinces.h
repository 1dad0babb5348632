// The lists of invented provinces before two reforms in which provinces merge, and who became whom. Constants.
#pragma once

namespace dondoc::organization::testing {

inline constexpr char kThreeProvinces[] =
    "code,name,level,type,parent_code\n"
    "91,Tỉnh Lam,province,Tỉnh,\n"
    "911,Huyện Thượng,district,Huyện,91\n"
    "91101,Xã An,commune,Xã,911\n"
    "91102,Xã Bình,commune,Xã,911\n"
    "92,Tỉnh Thủy,province,Tỉnh,\n"
    "921,Huyện Hạ,district,Huyện,92\n"
    "92101,Xã Cát,commune,Xã,921\n"
    "93,Tỉnh Núi,province,Tỉnh,\n"
    "931,Huyện Đồi,district,Huyện,93\n"
    "93101,Xã Dương,commune,Xã,931\n";
// Lam and Thủy merge, An with Cát, too; Bình is divided; Núi and Dương go on without a district.
inline constexpr char kTwoProvinces[] =
    "code,name,level,type,parent_code\n"
    "91,Tỉnh Lam Thủy,province,Tỉnh,\n"
    "91001,Xã An Cát,commune,Xã,91\n"
    "91002,Xã Bình Thượng,commune,Xã,91\n"
    "91003,Xã Bình Hạ,commune,Xã,91\n"
    "93,Tỉnh Núi,province,Tỉnh,\n"
    "93101,Xã Dương,commune,Xã,93\n";
inline constexpr char kToTwo[] =
    "old_code,new_code,relation\n"
    "91101,91001,whole\n"
    "92101,91001,whole\n"
    "91102,91002,part\n"
    "91102,91003,part\n"
    "93101,93101,whole\n";
// Núi joins Lam Thủy.
inline constexpr char kOneProvince[] =
    "code,name,level,type,parent_code\n"
    "94,Tỉnh Lam Sơn,province,Tỉnh,\n"
    "91001,Xã An Cát,commune,Xã,94\n"
    "91002,Xã Bình Thượng,commune,Xã,94\n"
    "91003,Xã Bình Hạ,commune,Xã,94\n"
    "93101,Xã Dương,commune,Xã,94\n";
inline constexpr char kToOne[] =
    "old_code,new_code,relation\n"
    "91001,91001,whole\n"
    "91002,91002,whole\n"
    "91003,91003,whole\n"
    "93101,93101,whole\n";

}  // namespace dondoc::organization::testing
