// How the products of weights with activations are summed: what the size of the weights allows.
#pragma once

namespace fulgur {

enum class Products {
    /** Of weights of up to 6 bits: a few of their sums fit 16 bits. */
    narrow,
    /** Of weights of up to 7 bits: the sum of two products does. */
    single,
    /** Of 8 bits. */
    wide
};

} // namespace fulgur
