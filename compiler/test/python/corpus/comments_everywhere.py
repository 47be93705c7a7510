#!/usr/bin/env python3
# -*- coding: utf-8 -*-
def fit(  # here
    # above
    a: int,  # beside a
    b: (  # inside
        int  # type
    ) = (
        3  # value
    ),  # after
    *,
    c: list[  # open
        int,  # item
    ] = [  # default
        1,
        # nothing
        2,
    ],
) -> int:  # result
    # first
    """Doc after a comment."""
    return a
