"""A calculator: tokens, then a shunting-yard evaluator."""

PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}


def tokenize(text):
    """Split an expression into numbers, operators and parentheses.

    >>> tokenize("12 + 3*(4 - 1)")
    ['12', '+', '3', '*', '(', '4', '-', '1', ')']
    >>> tokenize("2 $ 3")
    Traceback (most recent call last):
        ...
    ValueError: unexpected '$' at position 2
    """
    tokens = []
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit() or c == ".":
            start = i
            while i < len(text) and (text[i].isdigit() or text[i] == "."):
                i += 1
            tokens.append(text[start:i])
        elif c in "+-*/()":
            tokens.append(c)
            i += 1
        else:
            raise ValueError(f"unexpected {c!r} at position {i}")
    return tokens


def to_postfix(tokens: list[str]) -> list[str]:
    """
    >>> to_postfix(["1", "+", "2", "*", "3"])
    ['1', '2', '3', '*', '+']
    """
    output: list[str] = []
    stack: list[str] = []
    for token in tokens:
        if token in PRECEDENCE:
            while stack and stack[-1] != "(" and PRECEDENCE[stack[-1]] >= PRECEDENCE[token]:
                output.append(stack.pop())
            stack.append(token)
        elif token == "(":
            stack.append(token)
        elif token == ")":
            while stack and stack[-1] != "(":
                output.append(stack.pop())
            if not stack:
                raise ValueError("unbalanced parentheses")
            stack.pop()
        else:
            output.append(token)
    while stack:
        top = stack.pop()
        if top == "(":
            raise ValueError("unbalanced parentheses")
        output.append(top)
    return output


def apply(operator: str, a: float, b: float) -> float:
    """
    >>> apply("*", 2.5, 2.0)
    5.0
    """
    if operator == "+":
        return a + b
    if operator == "-":
        return a - b
    if operator == "*":
        return a * b
    return a / b


def evaluate(text):
    """
    >>> evaluate("2 * (3 + 4) - 5")
    9.0
    >>> evaluate("1 / 0")
    Traceback (most recent call last):
        ...
    ZeroDivisionError: float division by zero
    """
    stack = []
    for token in to_postfix(tokenize(text)):
        if token in PRECEDENCE:
            if len(stack) < 2:
                raise ValueError("missing operand")
            b = stack.pop()
            a = stack.pop()
            stack.append(apply(token, a, b))
        else:
            stack.append(float(token))
    if len(stack) != 1:
        raise ValueError("not an expression")
    return stack[0]


def safe_evaluate(text: str, default: float) -> float:
    """
    >>> safe_evaluate("1 / 0", -1.0)
    -1.0
    >>> safe_evaluate("6 / 4", 0.0)
    1.5
    """
    try:
        return evaluate(text)
    except (ValueError, ZeroDivisionError):
        return default
