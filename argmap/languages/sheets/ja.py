"""Japanese."""

from __future__ import annotations

from argmap.languages.sheets.words import SheetWords

WORDS = SheetWords(
    name="名前",
    date="日付",
    key="模範解答",
    fill_in="番号のついた枠に、そこに当てはまる主張を書きなさい。",
    fill_in_letters="番号のついた枠に、そこに当てはまる主張の記号を書きなさい。",
    fill_in_file="引用符の中の {blank} を、そこに当てはまる主張に書き換えなさい。",
    mark_kinds="丸の中に、理由なら＋、反論なら−を書きなさい。",
    mark_links="そろって初めて理由になる前提を、括弧で結びなさい。",
    cut_out="カードを切り取り、論証図に並べなさい。それぞれの主張の下に、その理由（＋）と反論（−）を置きます。",
    bank="選択肢となる主張",
    some_are_wrong="使わないものもあります。",
)
