// Two registers that together hold the columns at hand.
#pragma once

namespace fulgur {
namespace {

template <class T> struct Two {
    T low, high;
};

} // namespace
} // namespace fulgur
