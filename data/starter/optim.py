# SPDX-License-Identifier: GPL-3.0-or-later
"""The optimisers: Muon for the matrices, AdamW for everything else, and the schedule.

Muon replaces the momentum of a matrix by the nearest matrix with equal singular values (five
Newton-Schulz steps, bf16), scaled so that its entries are about as large as an AdamW step.
Matrices of one shape are stacked and done together.  The schedule runs on the fraction of the
budget that is used up, in minutes or tokens, so that the decay always ends with the run.
"""
import collections

import torch

MOMENTUM = 0.95
BETA1, BETA2, EPS = 0.9, 0.95, 1e-8
CLIP = 1.0
WARM_UP_STEPS = 60
DECAY_FROM, LAST_RATE = 0.55, 0.02


def rate_factor(done, step):
    """Share of the full rate: warm-up by steps, then constant, then linear to 2 %."""
    factor = min(1.0, (step + 1) / WARM_UP_STEPS)
    if done > DECAY_FROM:
        rest = max(0.0, 1.0 - done) / (1.0 - DECAY_FROM)
        factor *= LAST_RATE + (1.0 - LAST_RATE) * rest
    return factor


def orthogonal(g):
    """(n, rows, cols) with rows <= cols: singular values towards 1."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x = g.to(torch.bfloat16)
    x = x / (x.float().norm(dim=(1, 2), keepdim=True) + 1e-7).to(x.dtype)
    for _ in range(5):
        gram = torch.bmm(x, x.transpose(1, 2))
        x = torch.baddbmm(x, torch.baddbmm(gram, gram, gram, beta=b, alpha=c), x, beta=a)
    return x


class Optimizer:
    def __init__(self, model, rate, weight_decay):
        self.model, self.rate, self.weight_decay = model, rate, weight_decay
        self.momentum = torch.zeros_like(model.matrices)
        self.first = torch.zeros_like(model.vectors)
        self.second = torch.zeros_like(model.vectors)
        self.step_count = 0
        groups = collections.defaultdict(list)
        at = 0
        for name in model.matrix_names:
            shape = tuple(model.master[name].shape)
            groups[shape].append((at, name))
            at += model.master[name].numel()
        self.groups = dict(groups)

    def step(self, factor):
        """Clips, updates, clears the gradients.  Returns the gradient's norm before clipping."""
        m = self.model
        norm = (m.matrix_grads.square().sum() + m.vector_grads.square().sum()).sqrt()
        shrink = (CLIP / (norm + 1e-6)).clamp(max=1.0)
        m.matrix_grads.mul_(shrink)
        m.vector_grads.mul_(shrink)
        self.step_count += 1
        rate = self.rate * factor
        self.muon(rate)
        self.adam(rate)
        m.zero_grads()
        m.refresh()
        return norm

    def muon(self, rate):
        m = self.model
        self.momentum.mul_(MOMENTUM).add_(m.matrix_grads)
        ahead = m.matrix_grads.add_(self.momentum, alpha=MOMENTUM)
        m.matrices.mul_(1.0 - rate * self.weight_decay)
        for (rows, cols), members in self.groups.items():
            stack = torch.stack([ahead[at:at + rows * cols].view(rows, cols) for at, _ in members])
            if rows > cols:
                update = orthogonal(stack.transpose(1, 2)).transpose(1, 2)
            else:
                update = orthogonal(stack)
            scale = 0.2 * max(rows, cols) ** 0.5
            for (_, name), u in zip(members, update):
                m.master[name].add_(u, alpha=-rate * scale)

    def adam(self, rate):
        m, t = self.model, self.step_count
        g = m.vector_grads
        self.first.lerp_(g, 1 - BETA1)
        self.second.mul_(BETA2).addcmul_(g, g, value=1 - BETA2)
        size = (self.second / (1 - BETA2 ** t)).sqrt_().add_(EPS)
        with torch.no_grad():
            m.vectors.addcdiv_(self.first, size, value=-rate / (1 - BETA1 ** t))

    def state(self):
        return {"momentum": self.momentum, "first": self.first, "second": self.second,
                "step_count": self.step_count}

    def load(self, state):
        for name in ("momentum", "first", "second"):
            getattr(self, name).copy_(state[name])
        self.step_count = state["step_count"]
