from ..aster.modeling_aster import AsterRouter, AsterWindowedAttention, turn_pairs


class NorthRouter(AsterRouter):
    pass


class NorthWindowedAttention(AsterWindowedAttention):
    def angles(self, states, phases):
        return turn_pairs(states, *phases)
