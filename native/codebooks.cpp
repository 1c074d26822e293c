// See codebooks.h; the places of scales are those of the blocks in ggml-common.h.
#include "codebooks.h"
#include "tables.h"
#include <cstring>

namespace fulgur {
namespace {

constexpr int64_t blockBytesMost = 128;
constexpr int halves = superK / 16;
constexpr int oneInHalf = 0x3c00;

/** The `count` bits from bit `at` on, which become those of `instead`. */
int exchange(uint8_t *block, int at, int count, int instead) {
    int value = 0;
    for (int i = 0; i < count; i++) {
        uint8_t &byte = block[(at + i) / 8];
        const int place = (at + i) % 8;
        value |= (byte >> place & 1) << i;
        byte = static_cast<uint8_t>((byte & ~(1 << place)) | (instead >> i & 1) << place);
    }
    return value;
}

/** A block's scales, those of 16 values each, and the values of its codebook. */
struct Decoded {
    uint16_t scale = 0;
    uint8_t scales[halves];
    float values[superK];

    Decoded(const Codebook &book, const uint8_t *from, fulgur_decode decode) {
        uint8_t block[blockBytesMost];
        std::memcpy(block, from, static_cast<size_t>(book.blockBytes));
        for (int i = 0; i < 4; i++) {
            const int at = book.scale.first + i * book.scale.step;
            scale |= static_cast<uint16_t>(exchange(block, at, 4, oneInHalf >> (4 * i)) << (4 * i));
        }
        const auto &in = book.scales;
        const int each = in.values / 16;
        for (int i = 0; i < halves / each; i++) {
            const int value = exchange(block, in.first + i / in.group * in.step + i % in.group * in.bits, in.bits, 0);
            std::memset(scales + i * each, value, static_cast<size_t>(each));
        }
        decode(block, values, superK);
    }
};

/** Index of each value of a table. */
template <class Table> struct Indices {
    uint8_t of[128] = {};
    constexpr Indices() {
        for (int i = 15; i >= 0; i--) of[Table::of[i]] = static_cast<uint8_t>(i);
    }
    uint8_t operator()(float value) const {
        const int stored = static_cast<int>(value * (1 << Table::unitBits)) + (1 << Table::offsetBits);
        return of[stored & 127];
    }
};

template <Format format, class Table>
void packGrid(const Codebook &book, const uint8_t *row, int64_t blocks, fulgur_decode decode, const Column &to) {
    static constexpr Indices<Table> indexOf;
    for (int64_t s = 0; s < blocks; s++) {
        const Decoded block(book, row + s * book.blockBytes, decode);
        to.half(to.super(format, s), block.scale);
        for (int j = 0; j < 8; j++) {
            uint8_t *tile = to.superTile(format, s, j), q[blockK];
            for (int k = 0; k < blockK; k++) q[k] = indexOf(block.values[blockK * j + k]);
            if (layouts[format].weights == tripleBytes) to.triples(tile, q);
            else to.nibbles(tile, q);
            const int scales = block.scales[2 * j] | block.scales[2 * j + 1] << 4;
            tile[layouts[format].weights + to.column] = static_cast<uint8_t>(scales);
        }
    }
}

/** Values of -1 to 2, which all have one scale: those of `two` whose minimum is that scale. */
void packTernary(const Codebook &book, const uint8_t *row, int64_t blocks, fulgur_decode decode, const Column &to) {
    for (int64_t s = 0; s < blocks; s++) {
        const Decoded block(book, row + s * book.blockBytes, decode);
        to.half(to.super(two, s), block.scale);
        to.half(to.super(two, s) + halfScales, block.scale);
        for (int j = 0; j < 8; j++) {
            uint8_t *tile = to.superTile(two, s, j), q[blockK];
            for (int k = 0; k < blockK; k++) q[k] = static_cast<uint8_t>(block.values[blockK * j + k] + 1);
            to.bitPairs(tile, q, 0);
            for (int h = 0; h < 2; h++) to.halfScale(tile + layouts[two].weights, h) = 0x11;
        }
    }
}

constexpr Codebook iq1S{50, {0, 4}, {3, 32, 284, 1, 16}, packGrid<gridOne, GridOneTable>};
constexpr Codebook iq1M{56, {396, 16}, {3, 16, 384, 4, 16}, packGrid<gridOne, GridOneTable>};
constexpr Codebook iq2Xxs{66, {0, 4}, {4, 32, 76, 1, 64}, packGrid<gridTwo, GridTwoTable>};
constexpr Codebook iq2Xs{74, {0, 4}, {4, 16, 528, 1, 4}, packGrid<gridTwo, GridTwoTable>};
constexpr Codebook iq2S{82, {0, 4}, {4, 16, 592, 1, 4}, packGrid<gridTwo, GridTwoTable>};
constexpr Codebook iq3Xxs{98, {0, 4}, {4, 32, 556, 1, 32}, packGrid<gridThree, GridThreeTable>};
constexpr Codebook iq3S{110, {0, 4}, {4, 32, 848, 1, 4}, packGrid<gridThreeOdd, GridThreeOddTable>};
constexpr Codebook tq1{54, {416, 4}, {0, 32, 0, 1, 0}, packTernary};
constexpr Codebook tq2{66, {512, 4}, {0, 32, 0, 1, 0}, packTernary};

} // namespace

const Codebook *codebookOf(int32_t ggmlType) {
    switch (ggmlType) {
    case ggmlIQ1_S: return &iq1S;
    case ggmlIQ1_M: return &iq1M;
    case ggmlIQ2_XXS: return &iq2Xxs;
    case ggmlIQ2_XS: return &iq2Xs;
    case ggmlIQ2_S: return &iq2S;
    case ggmlIQ3_XXS: return &iq3Xxs;
    case ggmlIQ3_S: return &iq3S;
    case ggmlTQ1_0: return &tq1;
    case ggmlTQ2_0: return &tq2;
    default: return nullptr;
    }
}

} // namespace fulgur
