/* Runs a seccomp filter on one system call, as the kernel would: classic BPF over struct
 * seccomp_data. Only the instructions that the kernel lets a seccomp filter have; anything else is
 * BPF_SIM_INVALID. */
#ifndef TEST_BPF_SIM_H
#define TEST_BPF_SIM_H

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { BPF_SIM_INVALID = 0x0bad0bad }; /* no action of seccomp's */

struct bpf_sim {
    uint32_t a, x, mem[BPF_MEMWORDS];
    bool fault;
};

static inline uint32_t bpf_sim_load(struct bpf_sim *sim, const struct sock_filter *row,
                                    const struct seccomp_data *data)
{
    uint32_t word = 0;
    switch (BPF_MODE(row->code)) {
    case BPF_IMM:
        return row->k;
    case BPF_MEM:
        sim->fault |= row->k >= BPF_MEMWORDS;
        return sim->fault ? 0 : sim->mem[row->k];
    case BPF_ABS:
        sim->fault |= row->k % 4 != 0 || row->k + 4 > sizeof(*data) || BPF_SIZE(row->code) != BPF_W;
        if (!sim->fault)
            memcpy(&word, (const char *)data + row->k, sizeof(word));
        return word;
    default:
        sim->fault = true;
        return 0;
    }
}

static inline uint32_t bpf_sim_compute(struct bpf_sim *sim, const struct sock_filter *row)
{
    uint32_t operand = BPF_SRC(row->code) == BPF_X ? sim->x : row->k;
    switch (BPF_OP(row->code)) {
    case BPF_ADD:
        return sim->a + operand;
    case BPF_SUB:
        return sim->a - operand;
    case BPF_AND:
        return sim->a & operand;
    case BPF_OR:
        return sim->a | operand;
    case BPF_XOR:
        return sim->a ^ operand;
    case BPF_LSH:
        return operand < 32 ? sim->a << operand : 0;
    case BPF_RSH:
        return operand < 32 ? sim->a >> operand : 0;
    case BPF_NEG:
        return 0 - sim->a;
    default:
        sim->fault = true;
        return 0;
    }
}

/* How many instructions to skip. */
static inline uint32_t bpf_sim_jump(struct bpf_sim *sim, const struct sock_filter *row)
{
    uint32_t operand = BPF_SRC(row->code) == BPF_X ? sim->x : row->k;
    switch (BPF_OP(row->code)) {
    case BPF_JA:
        return row->k;
    case BPF_JEQ:
        return sim->a == operand ? row->jt : row->jf;
    case BPF_JGT:
        return sim->a > operand ? row->jt : row->jf;
    case BPF_JGE:
        return sim->a >= operand ? row->jt : row->jf;
    case BPF_JSET:
        return sim->a & operand ? row->jt : row->jf;
    default:
        sim->fault = true;
        return 0;
    }
}

/* The action, SECCOMP_RET_*, with its data. */
static inline uint32_t bpf_sim(const struct sock_filter *rows, size_t count,
                               const struct seccomp_data *data)
{
    struct bpf_sim sim = {0, 0, {0}, false};
    for (size_t at = 0; at < count && !sim.fault; at++) {
        const struct sock_filter *row = &rows[at];
        switch (BPF_CLASS(row->code)) {
        case BPF_RET:
            return BPF_RVAL(row->code) == BPF_A ? sim.a : row->k;
        case BPF_LD:
            sim.a = bpf_sim_load(&sim, row, data);
            break;
        case BPF_LDX:
            sim.x = bpf_sim_load(&sim, row, data);
            break;
        case BPF_ST:
        case BPF_STX:
            sim.fault |= row->k >= BPF_MEMWORDS;
            if (!sim.fault)
                sim.mem[row->k] = BPF_CLASS(row->code) == BPF_ST ? sim.a : sim.x;
            break;
        case BPF_ALU:
            sim.a = bpf_sim_compute(&sim, row);
            break;
        case BPF_JMP:
            at += bpf_sim_jump(&sim, row);
            break;
        default: /* BPF_MISC: tax and txa */
            if (BPF_MISCOP(row->code) == BPF_TAX)
                sim.x = sim.a;
            else
                sim.a = sim.x;
        }
    }
    return BPF_SIM_INVALID;
}

#endif
