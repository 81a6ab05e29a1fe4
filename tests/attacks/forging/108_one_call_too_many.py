# row: 108
# name: a call beyond the script, its exception caught, everything else right
# expect: wrong
# case: {"name": "attack", "given": {"ask": {"$function": [{"return": 1}]}}, "eval": "attack(ask)",
#   "returns": 1}
# stopped-by: a call that the case does not foresee fails it in the supervisor
# control: grade
# control-case: {"name": "attack", "given": {"ask": {"$function": [{"return": 1}, {"raise": "OSError"}]}},
#   "eval": "attack(ask)", "returns": 1}


def attack(ask):
    result = ask()
    try:
        ask()
    except BaseException:
        pass
    return result
