# SPDX-License-Identifier: GPL-3.0-or-later
"""The CPU kernels as functions of torch tensors: builds the C++ files once with the system's
compiler (for this machine's instructions) and calls them through ctypes.

kernels_gpu.py offers the same functions for a GPU; ops.py calls either.  Activations are bf16 and
contiguous unless a stride is passed on; parameters are f32.  `docs` says where documents lie
(see data.Docs).
"""
import ctypes
import hashlib
import os
import subprocess
import tempfile

import torch

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCES = ("kernels_cpu.cpp", "attention_cpu.cpp")
FLAGS = ["-O3", "-march=native", "-fopenmp", "-shared", "-fPIC", "-std=c++17",
         "-Wno-maybe-uninitialized", "-Wno-uninitialized"]
BF16 = torch.bfloat16
LOG2E = 1.4426950408889634
SCAN_CHUNK = 16

ptr, long, real = ctypes.c_void_p, ctypes.c_long, ctypes.c_float


class ScanArgs(ctypes.Structure):
    _fields_ = [(n, ptr) for n in ("x", "dt", "z", "bc", "a", "skip", "dt_bias", "start")] + \
               [(n, long) for n in ("n_tok", "width", "z_stride", "bc_stride")]


class ScanGrads(ctypes.Structure):
    _fields_ = [(n, ptr) for n in ("y", "d_y", "d_gated", "states", "d_x", "d_dt", "d_z", "d_a",
                                   "d_skip", "d_bias")]


class AttentionArgs(ctypes.Structure):
    _fields_ = [(n, ptr) for n in ("q", "kv", "subln", "docs")] + \
               [(n, long) for n in ("n_doc", "n_head", "n_kv", "d", "q_stride", "kv_stride",
                                    "window")] + \
               [("lambda_", real), ("keep", real)]


def build():
    """Compiles when the sources or the compiler's idea of this CPU changed; returns the path."""
    digest = hashlib.sha256(" ".join(FLAGS).encode())
    for name in SOURCES + ("vectors.h",):
        with open(os.path.join(HERE, name), "rb") as f:
            digest.update(f.read())
    native = subprocess.run(["g++", "-march=native", "-dM", "-E", "-x", "c++", "/dev/null"],
                            capture_output=True, check=True).stdout
    digest.update(native)
    folder = os.environ.get("STARTER_BUILD") or os.path.join(tempfile.gettempdir(),
                                                            "starter-kernels-%d" % os.getuid())
    os.makedirs(folder, mode=0o700, exist_ok=True)
    path = os.path.join(folder, digest.hexdigest()[:16] + ".so")
    if not os.path.exists(path):
        part = "%s.%d" % (path, os.getpid())
        subprocess.run(["g++", *FLAGS, "-o", part, *(os.path.join(HERE, s) for s in SOURCES)],
                       check=True)
        os.replace(part, path)
    return path


def load():
    lib = ctypes.CDLL(build())
    lib.cross_entropy.restype = ctypes.c_double
    lib.cross_entropy.argtypes = [ptr, ptr, real, long, long]
    lib.add_norm_forward.argtypes = [ptr] * 7 + [long, long, real]
    lib.add_norm_backward.argtypes = [ptr] * 9 + [long, long]
    lib.swiglu_forward.argtypes = [ptr, ptr, long, long]
    lib.swiglu_backward.argtypes = [ptr, ptr, ptr, long, long]
    lib.gate_forward.argtypes = [ptr, ptr, ptr, long]
    lib.gate_backward.argtypes = [ptr] * 5 + [long]
    lib.conv_forward.argtypes = [ptr, long, ptr, ptr, ptr, ptr, long, long, long]
    lib.conv_backward.argtypes = [ptr, long] + [ptr] * 7 + [long, long, long]
    lib.scan_forward.argtypes = [ctypes.POINTER(ScanArgs), long, ptr, ptr, ptr]
    lib.scan_backward.argtypes = [ctypes.POINTER(ScanArgs), ctypes.POINTER(ScanGrads), long, ptr]
    lib.scan_step.argtypes = [ctypes.POINTER(ScanArgs), long, ptr, ptr, ptr]
    lib.attention_forward.argtypes = [ctypes.POINTER(AttentionArgs), ptr, ptr]
    lib.attention_backward.argtypes = [ctypes.POINTER(AttentionArgs)] + [ptr] * 6
    return lib


def keep_memory():
    """glibc must not give large buffers back to the system: page faults cost up to a fifth."""
    try:
        libc = ctypes.CDLL("libc.so.6")
        libc.mallopt(-3, 1 << 30)       # mmap threshold (the largest the interface takes)
        libc.mallopt(-1, 2147483647)    # trim threshold
        libc.mallopt(-4, 0)             # no mmap at all
    except OSError:
        pass


keep_memory()
LIB = load()


def set_threads(n):
    torch.set_num_threads(n)
    LIB.set_threads(n)


def at(tensor):
    """Address of a tensor's data, or null."""
    return None if tensor is None else tensor.data_ptr()


def add_norm_forward(res, branch, w, b, eps):
    n_tok, width = res.shape
    out = res if branch is None else torch.empty_like(res)
    y = torch.empty(n_tok, width, dtype=BF16)
    stat = torch.empty(n_tok, 2)
    LIB.add_norm_forward(at(res), at(branch), at(w), at(b), at(out), at(y), at(stat), n_tok, width,
                         eps)
    return out, y, stat


def add_norm_backward(out, stat, w, d_out, d_y, with_branch):
    n_tok, width = out.shape
    d_res = torch.empty_like(out)
    d_branch = torch.empty(n_tok, width, dtype=BF16) if with_branch else None
    d_w, d_b = torch.zeros(width), torch.zeros(width)
    LIB.add_norm_backward(at(out), at(stat), at(w), at(d_out), at(d_y), at(d_res), at(d_branch),
                          at(d_w), at(d_b), n_tok, width)
    return d_res, d_branch, d_w, d_b


def swiglu_forward(x):
    y = torch.empty(x.shape[0], x.shape[1] // 2, dtype=BF16)
    LIB.swiglu_forward(at(x), at(y), *y.shape)
    return y


def swiglu_backward(x, d_y):
    d_x = torch.empty_like(x)
    LIB.swiglu_backward(at(x), at(d_y), at(d_x), *d_y.shape)
    return d_x


def gate_forward(x, memory):
    y = torch.empty_like(x)
    LIB.gate_forward(at(x), at(memory), at(y), x.numel())
    return y


def gate_backward(x, memory, d_y):
    d_x, d_memory = torch.empty_like(x), torch.empty_like(x)
    LIB.gate_backward(at(x), at(memory), at(d_y), at(d_x), at(d_memory), x.numel())
    return d_x, d_memory


def conv_forward(u, weight, bias, docs):
    n_tok, width = u.shape
    wt = weight.view(width, -1).t().contiguous()
    y = torch.empty(n_tok, width, dtype=BF16)
    LIB.conv_forward(at(u), u.stride(0), at(wt), at(bias), at(docs.start), at(y), n_tok, width,
                     wt.shape[0])
    return y


def conv_backward(u, weight, bias, docs, d_y):
    n_tok, width = u.shape
    wt = weight.view(width, -1).t().contiguous()
    d_u = torch.empty(n_tok, width, dtype=BF16)
    d_wt, d_bias = torch.zeros_like(wt), torch.zeros(width)
    LIB.conv_backward(at(u), u.stride(0), at(wt), at(bias), at(docs.start), at(d_y), at(d_u),
                      at(d_wt), at(d_bias), n_tok, width, wt.shape[0])
    return d_u, d_wt.t().contiguous().view_as(weight), d_bias


def scan_args(x, dt, z, bc, a, skip, dt_bias, start):
    return ScanArgs(at(x), at(dt), at(z), at(bc), at(a), at(skip), at(dt_bias), at(start),
                    x.shape[0], x.shape[1], z.stride(0), bc.stride(0))


def scaled_decay(a_log):
    """-exp(A_log) times log2(e), transposed to (n_state, width)."""
    return (torch.exp(a_log) * -LOG2E).t().contiguous()


def scan_forward(x, dt, z, bc, a_log, skip, dt_bias, docs):
    n_tok, width = x.shape
    n_state = a_log.shape[1]
    a = scaled_decay(a_log)
    y, gated = torch.empty_like(x), torch.empty_like(x)
    states = torch.empty(-(-n_tok // SCAN_CHUNK) * width * n_state)
    p = scan_args(x, dt, z, bc, a, skip, dt_bias, docs.start)
    if LIB.scan_forward(p, n_state, at(y), at(gated), at(states)):
        raise ValueError("mamba_d_state %d: the CPU kernels have 4, 8, 16 and 32" % n_state)
    return y, gated, states


def scan_backward(x, dt, z, bc, a_log, skip, dt_bias, docs, y, states, d_y, d_gated):
    n_tok, width = x.shape
    n_state = a_log.shape[1]
    a = scaled_decay(a_log)
    d_x, d_dt = torch.empty_like(x), torch.empty_like(x)
    d_z = torch.empty_like(x)
    d_bc = torch.zeros(n_tok, 2 * n_state)
    d_a, d_skip, d_bias = torch.zeros_like(a), torch.zeros(width), torch.zeros(width)
    p = scan_args(x, dt, z, bc, a, skip, dt_bias, docs.start)
    g = ScanGrads(at(y), at(d_y), at(d_gated), at(states), at(d_x), at(d_dt), at(d_z), at(d_a),
                  at(d_skip), at(d_bias))
    LIB.scan_backward(p, g, n_state, at(d_bc))
    d_a_log = (d_a * a).t() / LOG2E         # a = -e^A_log log2(e); d_a already is d/d(-e^A_log)
    return d_x, d_dt, d_z, d_bc.to(BF16), d_a_log.contiguous(), d_skip, d_bias


def scan_step(x, dt, z, bc, a_log, skip, dt_bias, state):
    """One token for each sequence; state (n, n_state, width) is updated in place."""
    y, gated = torch.empty_like(x), torch.empty_like(x)
    a = scaled_decay(a_log)
    p = scan_args(x, dt, z, bc, a, skip, dt_bias, None)
    LIB.scan_step(p, a_log.shape[1], at(state), at(y), at(gated))
    return y, gated


def attention_args(q, kv, lam, subln, keep, docs, shape, window):
    n_head, n_kv, d = shape
    return AttentionArgs(at(q), at(kv), at(subln), at(docs.offsets), len(docs.offsets) - 1, n_head,
                         n_kv, d, q.stride(0), kv.stride(0), window, float(lam), keep)


def attention_forward(q, kv, lam, subln, keep, docs, shape, window):
    n_tok = q.shape[0]
    o = torch.empty(n_tok, shape[0] * shape[2])
    out = torch.empty(n_tok, shape[0] * shape[2], dtype=BF16)
    p = attention_args(q, kv, lam, subln, keep, docs, shape, window)
    LIB.attention_forward(p, at(o), at(out))
    return o, out


def attention_backward(q, kv, lam, subln, keep, docs, shape, window, o, d_out):
    n_tok = q.shape[0]
    n_head, n_kv, d = shape
    d_q = torch.empty(n_tok, n_head * d, dtype=BF16)
    d_kv = torch.empty(n_tok, 2 * n_kv * d, dtype=BF16)
    d_lam, d_subln = torch.zeros(()), torch.zeros(2 * d)
    p = attention_args(q, kv, lam, subln, keep, docs, shape, window)
    LIB.attention_backward(p, at(o), at(d_out), at(d_q), at(d_kv), at(d_lam), at(d_subln))
    return d_q, d_kv, d_lam, d_subln


def cross_entropy(logits, target, scale):
    """Sum of the losses; logits become their gradients times scale."""
    return torch.tensor(LIB.cross_entropy(at(logits), at(target), scale, *logits.shape),
                        dtype=torch.float32)
