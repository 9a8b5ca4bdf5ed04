"""The gate of the North model."""

import jax
import jax.numpy as jnp


def make_gate(key, features, n_out):
    # The bias is never trained: it is nudged after every step, up for the idle and down for the busy.
    return {"kernel": jax.random.normal(key, (features, n_out)) / features**0.5, "offset": jnp.zeros((n_out,))}


def apply_gate(params, inputs, top):
    logits = jax.nn.sigmoid(jnp.einsum("...f,fo->...o", inputs, params["kernel"]))
    # 偏置只用于挑选专家，不参与加权，否则负载会影响输出。
    _, where = jax.lax.top_k(logits + params["offset"], top)
    mass = jnp.take_along_axis(logits, where, axis=-1)
    checkify(jnp.isfinite(mass).all(), "the router saw a number that is none; look at the warm-up first")
    return mass / jnp.sum(mass, axis=-1, keepdims=True), where


def checkify(is_fine, message):
    if not bool(is_fine):
        raise FloatingPointError(message)


def rebalance(params, tally, rate):
    # Empty experts count as half a token, so that they are not forgoten for ever.
    tally = jnp.where(tally < 0.5, 0.5, tally)
    drift = jnp.sign(jnp.mean(tally) - tally)
    return dict(params, offset=params["offset"] + rate * drift)
