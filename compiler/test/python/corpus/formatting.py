def one(a:int,b:str='x')->int:return a
def two(
    a
        :
            int
        =
        3
    ,
)->(
    float
):
    return 1.0
def three(a: int = 1, \
          b: int = 2) \
          -> int: return a; return b
if True: 
    def four(a: "int" = 1, ) -> "int": return a
def five(a: int): return a  # STV4204
