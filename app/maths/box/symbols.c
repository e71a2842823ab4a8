/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables. A new symbol is one line here and nothing else.
 */
#include "app/maths/box/symbols.h"

#include "app/base/text.h"
#include "app/maths/box/ambiguous.h"

#include <string.h>

/* clang-format off */
static const struct symbol symbols[] = {
    {"alpha", SYMBOL_LETTER, "α", "alpha"},
    {"beta", SYMBOL_LETTER, "β", "beta"},
    {"gamma", SYMBOL_LETTER, "γ", "gamma"},
    {"delta", SYMBOL_LETTER, "δ", "delta"},
    {"epsilon", SYMBOL_LETTER, "ε", "epsilon"},
    {"varepsilon", SYMBOL_LETTER, "ε", "epsilon"},
    {"zeta", SYMBOL_LETTER, "ζ", "zeta"},
    {"eta", SYMBOL_LETTER, "η", "eta"},
    {"theta", SYMBOL_LETTER, "θ", "theta"},
    {"vartheta", SYMBOL_LETTER, "ϑ", "theta"},
    {"iota", SYMBOL_LETTER, "ι", "iota"},
    {"kappa", SYMBOL_LETTER, "κ", "kappa"},
    {"lambda", SYMBOL_LETTER, "λ", "lambda"},
    {"mu", SYMBOL_LETTER, "μ", "mu"},
    {"nu", SYMBOL_LETTER, "ν", "nu"},
    {"xi", SYMBOL_LETTER, "ξ", "xi"},
    {"pi", SYMBOL_LETTER, "π", "pi"},
    {"varpi", SYMBOL_LETTER, "ϖ", "pi"},
    {"rho", SYMBOL_LETTER, "ρ", "rho"},
    {"varrho", SYMBOL_LETTER, "ϱ", "rho"},
    {"sigma", SYMBOL_LETTER, "σ", "sigma"},
    {"varsigma", SYMBOL_LETTER, "ς", "sigma"},
    {"tau", SYMBOL_LETTER, "τ", "tau"},
    {"upsilon", SYMBOL_LETTER, "υ", "upsilon"},
    {"phi", SYMBOL_LETTER, "φ", "phi"},
    {"varphi", SYMBOL_LETTER, "φ", "phi"},
    {"chi", SYMBOL_LETTER, "χ", "chi"},
    {"psi", SYMBOL_LETTER, "ψ", "psi"},
    {"omega", SYMBOL_LETTER, "ω", "omega"},
    {"Gamma", SYMBOL_LETTER, "Γ", "Gamma"},
    {"Delta", SYMBOL_LETTER, "Δ", "Delta"},
    {"Theta", SYMBOL_LETTER, "Θ", "Theta"},
    {"Lambda", SYMBOL_LETTER, "Λ", "Lambda"},
    {"Xi", SYMBOL_LETTER, "Ξ", "Xi"},
    {"Pi", SYMBOL_LETTER, "Π", "Pi"},
    {"Sigma", SYMBOL_LETTER, "Σ", "Sigma"},
    {"Upsilon", SYMBOL_LETTER, "Υ", "Upsilon"},
    {"Phi", SYMBOL_LETTER, "Φ", "Phi"},
    {"Psi", SYMBOL_LETTER, "Ψ", "Psi"},
    {"Omega", SYMBOL_LETTER, "Ω", "Omega"},
    {"infty", SYMBOL_LETTER, "∞", "inf"},
    {"ell", SYMBOL_LETTER, "ℓ", "l"},
    {"hbar", SYMBOL_LETTER, "ℏ", "hbar"},
    {"Re", SYMBOL_LETTER, "Re", "Re"},
    {"Im", SYMBOL_LETTER, "Im", "Im"},
    {"aleph", SYMBOL_LETTER, "ℵ", "aleph"},
    {"partial", SYMBOL_LETTER, "∂", "d"},
    {"nabla", SYMBOL_LETTER, "∇", "nabla"},
    {"emptyset", SYMBOL_LETTER, "∅", "{}"},
    {"varnothing", SYMBOL_LETTER, "∅", "{}"},
    {"angle", SYMBOL_LETTER, "∠", "angle"},
    {"measuredangle", SYMBOL_LETTER, "∡", "angle"},
    {"triangle", SYMBOL_LETTER, "△", "triangle"},
    {"square", SYMBOL_LETTER, "□", "square"},
    {"Box", SYMBOL_LETTER, "□", "square"},
    {"blacksquare", SYMBOL_LETTER, "∎", "QED"},
    {"qed", SYMBOL_LETTER, "∎", "QED"},
    {"degree", SYMBOL_LETTER, "°", "deg"},
    {"prime", SYMBOL_LETTER, "′", "'"},
    {"imath", SYMBOL_LETTER, "ı", "i"},
    {"jmath", SYMBOL_LETTER, "ȷ", "j"},
    {"top", SYMBOL_LETTER, "⊤", "T"},
    {"N", SYMBOL_LETTER, "ℕ", "N"},
    {"Z", SYMBOL_LETTER, "ℤ", "Z"},
    {"Q", SYMBOL_LETTER, "ℚ", "Q"},
    {"R", SYMBOL_LETTER, "ℝ", "R"},
    {"C", SYMBOL_LETTER, "ℂ", "C"},
    {"checkmark", SYMBOL_LETTER, "✓", "ok"},
    {"dagger", SYMBOL_LETTER, "†", "+"},
    {"ddagger", SYMBOL_LETTER, "‡", "++"},
    {"surd", SYMBOL_FUNCTION, "√", "sqrt"},
    {"clubsuit", SYMBOL_LETTER, "♣", "clubs"},
    {"diamondsuit", SYMBOL_LETTER, "♢", "diamonds"},
    {"heartsuit", SYMBOL_LETTER, "♡", "hearts"},
    {"spadesuit", SYMBOL_LETTER, "♠", "spades"},
    {"bigstar", SYMBOL_LETTER, "★", "*"},
    {"copyright", SYMBOL_LETTER, "©", "(c)"},
    {"complement", SYMBOL_LETTER, "∁", "complement"},
    {"wp", SYMBOL_LETTER, "℘", "p"},
    {"beth", SYMBOL_LETTER, "ℶ", "beth"},
    {"mho", SYMBOL_LETTER, "℧", "mho"},
    {"digamma", SYMBOL_LETTER, "ϝ", "digamma"},
    {"varkappa", SYMBOL_LETTER, "ϰ", "kappa"},
    {"euro", SYMBOL_LETTER, "€", "EUR"},
    {"yen", SYMBOL_LETTER, "¥", "JPY"},
    {"won", SYMBOL_LETTER, "₩", "KRW"},
    {"sphericalangle", SYMBOL_LETTER, "∢", "angle"},
    {"blacktriangle", SYMBOL_LETTER, "▲", "triangle"},
    {"bigcirc", SYMBOL_LETTER, "◯", "O"},
    {"S", SYMBOL_LETTER, "§", "section"},
    {"P", SYMBOL_LETTER, "¶", "paragraph"},
    {"lightning", SYMBOL_LETTER, "↯", "contradiction"},
    {"cdot", SYMBOL_PRODUCT, "·", "*"},
    {"times", SYMBOL_PRODUCT, "×", "*"},
    {"div", SYMBOL_PRODUCT, "÷", "/"},
    {"ast", SYMBOL_PRODUCT, "*", "*"},
    {"star", SYMBOL_PRODUCT, "⋆", "*"},
    {"bullet", SYMBOL_PRODUCT, "•", "*"},
    {"circ", SYMBOL_PRODUCT, "∘", "o"},
    {"otimes", SYMBOL_PRODUCT, "⊗", "(x)"},
    {"odot", SYMBOL_PRODUCT, "⊙", "(.)"},
    {"ltimes", SYMBOL_PRODUCT, "⋉", "*"},
    {"rtimes", SYMBOL_PRODUCT, "⋊", "*"},
    {"diamond", SYMBOL_PRODUCT, "⋄", "*"},
    {"cdotp", SYMBOL_PRODUCT, "·", "*"},
    {"centerdot", SYMBOL_PRODUCT, "·", "*"},
    {"bmod", SYMBOL_PRODUCT, "mod", "mod"},
    {"mod", SYMBOL_PRODUCT, "mod", "mod"},
    {"slash", SYMBOL_PRODUCT, "/", "/"},
    {"pm", SYMBOL_SUM, "±", "+-"},
    {"mp", SYMBOL_SUM, "∓", "-+"},
    {"minus", SYMBOL_SUM, "−", "-"},
    {"uplus", SYMBOL_SUM, "⊎", "union"},
    {"sqcup", SYMBOL_SUM, "⊔", "union"},
    {"sqcap", SYMBOL_SUM, "⊓", "intersect"},
    {"triangledown", SYMBOL_LETTER, "▽", "triangle"},
    {"oplus", SYMBOL_SUM, "⊕", "(+)"},
    {"ominus", SYMBOL_SUM, "⊖", "(-)"},
    {"cup", SYMBOL_SUM, "∪", "union"},
    {"cap", SYMBOL_SUM, "∩", "intersect"},
    {"bigcup", SYMBOL_SUM, "⋃", "union"},
    {"bigcap", SYMBOL_SUM, "⋂", "intersect"},
    {"bigsqcup", SYMBOL_SUM, "⨆", "union"},
    {"setminus", SYMBOL_SUM, "∖", "\\"},
    {"backslash", SYMBOL_SUM, "\\", "\\"},
    {"wedge", SYMBOL_SUM, "∧", "and"},
    {"land", SYMBOL_SUM, "∧", "and"},
    {"vee", SYMBOL_SUM, "∨", "or"},
    {"lor", SYMBOL_SUM, "∨", "or"},
    {"le", SYMBOL_RELATION, "≤", "<="},
    {"leq", SYMBOL_RELATION, "≤", "<="},
    {"leqslant", SYMBOL_RELATION, "≤", "<="},
    {"leqq", SYMBOL_RELATION, "≦", "<="},
    {"ge", SYMBOL_RELATION, "≥", ">="},
    {"geq", SYMBOL_RELATION, "≥", ">="},
    {"geqslant", SYMBOL_RELATION, "≥", ">="},
    {"geqq", SYMBOL_RELATION, "≧", ">="},
    {"lt", SYMBOL_RELATION, "<", "<"},
    {"gt", SYMBOL_RELATION, ">", ">"},
    {"ll", SYMBOL_RELATION, "≪", "<<"},
    {"gg", SYMBOL_RELATION, "≫", ">>"},
    {"prec", SYMBOL_RELATION, "≺", "<"},
    {"succ", SYMBOL_RELATION, "≻", ">"},
    {"preceq", SYMBOL_RELATION, "≼", "<="},
    {"succeq", SYMBOL_RELATION, "≽", ">="},
    {"lesssim", SYMBOL_RELATION, "≲", "<~"},
    {"gtrsim", SYMBOL_RELATION, "≳", ">~"},
    {"ne", SYMBOL_RELATION, "≠", "!="},
    {"neq", SYMBOL_RELATION, "≠", "!="},
    {"nleq", SYMBOL_RELATION, "≰", "not <="},
    {"ngeq", SYMBOL_RELATION, "≱", "not >="},
    {"nless", SYMBOL_RELATION, "≮", "not <"},
    {"ngtr", SYMBOL_RELATION, "≯", "not >"},
    {"ncong", SYMBOL_RELATION, "≇", "not ~="},
    {"nsim", SYMBOL_RELATION, "≁", "not ~"},
    {"equiv", SYMBOL_RELATION, "≡", "=="},
    {"approx", SYMBOL_RELATION, "≈", "~="},
    {"approxeq", SYMBOL_RELATION, "≈", "~="},
    {"simeq", SYMBOL_RELATION, "≃", "~="},
    {"cong", SYMBOL_RELATION, "≅", "~="},
    {"sim", SYMBOL_RELATION, "∼", "~"},
    {"propto", SYMBOL_RELATION, "∝", "~"},
    {"doteq", SYMBOL_RELATION, "≐", "="},
    {"asymp", SYMBOL_RELATION, "≍", "~"},
    {"triangleq", SYMBOL_RELATION, "≜", ":="},
    {"in", SYMBOL_RELATION, "∈", "in"},
    {"notin", SYMBOL_RELATION, "∉", "not in"},
    {"ni", SYMBOL_RELATION, "∋", "contains"},
    {"subset", SYMBOL_RELATION, "⊂", "subset of"},
    {"subseteq", SYMBOL_RELATION, "⊆", "subset of or equal"},
    {"subsetneq", SYMBOL_RELATION, "⊊", "proper subset of"},
    {"supset", SYMBOL_RELATION, "⊃", "contains"},
    {"supseteq", SYMBOL_RELATION, "⊇", "contains or equals"},
    {"supsetneq", SYMBOL_RELATION, "⊋", "properly contains"},
    {"nsubseteq", SYMBOL_RELATION, "⊈", "not subset of or equal"},
    {"nsupseteq", SYMBOL_RELATION, "⊉", "does not contain"},
    {"mid", SYMBOL_RELATION, "|", "|"},
    {"nmid", SYMBOL_RELATION, "∤", "does not divide"},
    {"parallel", SYMBOL_RELATION, "∥", "||"},
    {"nparallel", SYMBOL_RELATION, "∦", "not ||"},
    {"perp", SYMBOL_RELATION, "⊥", "is perpendicular to"},
    {"bot", SYMBOL_LETTER, "⊥", "F"},
    {"to", SYMBOL_RELATION, "→", "->"},
    {"rightarrow", SYMBOL_RELATION, "→", "->"},
    {"longrightarrow", SYMBOL_RELATION, "⟶", "-->"},
    {"longleftarrow", SYMBOL_RELATION, "⟵", "<--"},
    {"longleftrightarrow", SYMBOL_RELATION, "⟷", "<-->"},
    {"hookrightarrow", SYMBOL_RELATION, "↪", "->"},
    {"leadsto", SYMBOL_RELATION, "⇝", "~>"},
    {"rightsquigarrow", SYMBOL_RELATION, "⇝", "~>"},
    {"leftarrow", SYMBOL_RELATION, "←", "<-"},
    {"gets", SYMBOL_RELATION, "←", "<-"},
    {"leftrightarrow", SYMBOL_RELATION, "↔", "<->"},
    {"Rightarrow", SYMBOL_RELATION, "⇒", "=>"},
    {"Longrightarrow", SYMBOL_RELATION, "⟹", "=>"},
    {"Longleftarrow", SYMBOL_RELATION, "⟸", "<="},
    {"implies", SYMBOL_RELATION, "⟹", "=>"},
    {"Leftarrow", SYMBOL_RELATION, "⇐", "<="},
    {"impliedby", SYMBOL_RELATION, "⟸", "<="},
    {"Leftrightarrow", SYMBOL_RELATION, "⇔", "<=>"},
    {"Longleftrightarrow", SYMBOL_RELATION, "⟺", "<=>"},
    {"iff", SYMBOL_RELATION, "⟺", "<=>"},
    {"mapsto", SYMBOL_RELATION, "↦", "|->"},
    {"longmapsto", SYMBOL_RELATION, "⟼", "|->"},
    {"rightleftharpoons", SYMBOL_RELATION, "⇌", "<=>"},
    {"uparrow", SYMBOL_RELATION, "↑", "^"},
    {"downarrow", SYMBOL_RELATION, "↓", "v"},
    {"updownarrow", SYMBOL_RELATION, "↕", "^v"},
    {"Uparrow", SYMBOL_RELATION, "⇑", "^"},
    {"Downarrow", SYMBOL_RELATION, "⇓", "v"},
    {"nearrow", SYMBOL_RELATION, "↗", "/"},
    {"searrow", SYMBOL_RELATION, "↘", "\\"},
    {"swarrow", SYMBOL_RELATION, "↙", "/"},
    {"nwarrow", SYMBOL_RELATION, "↖", "\\"},
    {"therefore", SYMBOL_FUNCTION, "∴", "therefore"},
    {"because", SYMBOL_FUNCTION, "∵", "because"},
    {"models", SYMBOL_RELATION, "⊨", "|="},
    {"vdash", SYMBOL_RELATION, "⊢", "|-"},
    {"colon", SYMBOL_RELATION, ":", ":"},
    {"coloneqq", SYMBOL_RELATION, "≔", ":="},
    {"sin", SYMBOL_FUNCTION, "sin", "sin"},
    {"cos", SYMBOL_FUNCTION, "cos", "cos"},
    {"tan", SYMBOL_FUNCTION, "tan", "tan"},
    {"cot", SYMBOL_FUNCTION, "cot", "cot"},
    {"sec", SYMBOL_FUNCTION, "sec", "sec"},
    {"csc", SYMBOL_FUNCTION, "csc", "csc"},
    {"arcsin", SYMBOL_FUNCTION, "arcsin", "arcsin"},
    {"arccos", SYMBOL_FUNCTION, "arccos", "arccos"},
    {"arctan", SYMBOL_FUNCTION, "arctan", "arctan"},
    {"arccot", SYMBOL_FUNCTION, "arccot", "arccot"},
    {"sinh", SYMBOL_FUNCTION, "sinh", "sinh"},
    {"cosh", SYMBOL_FUNCTION, "cosh", "cosh"},
    {"tanh", SYMBOL_FUNCTION, "tanh", "tanh"},
    {"coth", SYMBOL_FUNCTION, "coth", "coth"},
    {"exp", SYMBOL_FUNCTION, "exp", "exp"},
    {"log", SYMBOL_FUNCTION, "log", "log"},
    {"ln", SYMBOL_FUNCTION, "ln", "ln"},
    {"lg", SYMBOL_FUNCTION, "lg", "lg"},
    {"det", SYMBOL_FUNCTION, "det", "det"},
    {"dim", SYMBOL_FUNCTION, "dim", "dim"},
    {"ker", SYMBOL_FUNCTION, "ker", "ker"},
    {"deg", SYMBOL_FUNCTION, "deg", "deg"},
    {"arg", SYMBOL_FUNCTION, "arg", "arg"},
    {"gcd", SYMBOL_FUNCTION, "gcd", "gcd"},
    {"lcm", SYMBOL_FUNCTION, "lcm", "lcm"},
    {"hom", SYMBOL_FUNCTION, "hom", "hom"},
    {"rank", SYMBOL_FUNCTION, "rank", "rank"},
    {"tr", SYMBOL_FUNCTION, "tr", "tr"},
    {"Pr", SYMBOL_FUNCTION, "Pr", "Pr"},
    {"sgn", SYMBOL_FUNCTION, "sgn", "sgn"},
    {"sech", SYMBOL_FUNCTION, "sech", "sech"},
    {"csch", SYMBOL_FUNCTION, "csch", "csch"},
    {"tg", SYMBOL_FUNCTION, "tg", "tg"},
    {"ctg", SYMBOL_FUNCTION, "ctg", "ctg"},
    {"arctg", SYMBOL_FUNCTION, "arctg", "arctg"},
    {"Tr", SYMBOL_FUNCTION, "Tr", "Tr"},
    {"span", SYMBOL_FUNCTION, "span", "span"},
    {"Var", SYMBOL_FUNCTION, "Var", "Var"},
    {"Cov", SYMBOL_FUNCTION, "Cov", "Cov"},
    {"forall", SYMBOL_FUNCTION, "∀", "for all"},
    {"exists", SYMBOL_FUNCTION, "∃", "exists"},
    {"nexists", SYMBOL_FUNCTION, "∄", "there is no"},
    {"neg", SYMBOL_FUNCTION, "¬", "not"},
    {"lnot", SYMBOL_FUNCTION, "¬", "not"},
    {"lim", SYMBOL_BIG, "lim", "lim"},
    {"limsup", SYMBOL_BIG, "limsup", "limsup"},
    {"liminf", SYMBOL_BIG, "liminf", "liminf"},
    {"max", SYMBOL_BIG, "max", "max"},
    {"min", SYMBOL_BIG, "min", "min"},
    {"sup", SYMBOL_BIG, "sup", "sup"},
    {"inf", SYMBOL_BIG, "inf", "inf"},
    {"varlimsup", SYMBOL_BIG, "limsup", "limsup"},
    {"varliminf", SYMBOL_BIG, "liminf", "liminf"},
    {"injlim", SYMBOL_BIG, "injlim", "injlim"},
    {"projlim", SYMBOL_BIG, "projlim", "projlim"},
    {"argmax", SYMBOL_BIG, "argmax", "argmax"},
    {"argmin", SYMBOL_BIG, "argmin", "argmin"},
    {"sum", SYMBOL_BIG, "∑", "sum"},
    {"prod", SYMBOL_BIG, "∏", "product"},
    {"coprod", SYMBOL_BIG, "∐", "coproduct"},
    {"int", SYMBOL_BIG, "∫", "integral"},
    {"iint", SYMBOL_BIG, "∬", "integral"},
    {"iiint", SYMBOL_BIG, "∭", "integral"},
    {"oint", SYMBOL_BIG, "∮", "integral"},
    {"oiint", SYMBOL_BIG, "∯", "integral"},
    {"idotsint", SYMBOL_BIG, "∫⋯∫", "integral"},
    {"bigoplus", SYMBOL_BIG, "⨁", "sum"},
    {"bigotimes", SYMBOL_BIG, "⨂", "product"},
    {"bigwedge", SYMBOL_BIG, "⋀", "and"},
    {"bigvee", SYMBOL_BIG, "⋁", "or"},
    {"{", SYMBOL_OPEN, "{", "{"},
    {"lbrace", SYMBOL_OPEN, "{", "{"},
    {"lgroup", SYMBOL_OPEN, "(", "("},
    {"langle", SYMBOL_OPEN, "⟨", "<"},
    {"lang", SYMBOL_OPEN, "⟨", "<"},
    {"lfloor", SYMBOL_OPEN, "⌊", "floor("},
    {"lceil", SYMBOL_OPEN, "⌈", "ceil("},
    {"lbrack", SYMBOL_OPEN, "[", "["},
    {"lparen", SYMBOL_OPEN, "(", "("},
    {"}", SYMBOL_CLOSE, "}", "}"},
    {"rbrace", SYMBOL_CLOSE, "}", "}"},
    {"rgroup", SYMBOL_CLOSE, ")", ")"},
    {"rangle", SYMBOL_CLOSE, "⟩", ">"},
    {"rang", SYMBOL_CLOSE, "⟩", ">"},
    {"rfloor", SYMBOL_CLOSE, "⌋", ")"},
    {"rceil", SYMBOL_CLOSE, "⌉", ")"},
    {"rbrack", SYMBOL_CLOSE, "]", "]"},
    {"rparen", SYMBOL_CLOSE, ")", ")"},
    {"ldots", SYMBOL_MARK, "…", "..."},
    {"dots", SYMBOL_MARK, "…", "..."},
    {"dotsc", SYMBOL_MARK, "…", "..."},
    {"dotsb", SYMBOL_MARK, "⋯", "..."},
    {"dotsm", SYMBOL_MARK, "⋯", "..."},
    {"dotsi", SYMBOL_MARK, "⋯", "..."},
    {"dotso", SYMBOL_MARK, "…", "..."},
    {"iddots", SYMBOL_MARK, "⋰", "..."},
    {"cdots", SYMBOL_MARK, "⋯", "..."},
    {"vdots", SYMBOL_MARK, "⋮", "..."},
    {"ddots", SYMBOL_MARK, "⋱", "..."},
    {"vert", SYMBOL_MARK, "|", "|"},
    {"lvert", SYMBOL_MARK, "|", "|"},
    {"rvert", SYMBOL_MARK, "|", "|"},
    {"Vert", SYMBOL_MARK, "‖", "||"},
    {"lVert", SYMBOL_MARK, "‖", "||"},
    {"rVert", SYMBOL_MARK, "‖", "||"},
    {"|", SYMBOL_MARK, "‖", "||"},
    {"%", SYMBOL_MARK, "%", "%"},
    {"$", SYMBOL_MARK, "$", "$"},
    {"&", SYMBOL_MARK, "&", "&"},
    {"#", SYMBOL_MARK, "#", "#"},
    {"_", SYMBOL_MARK, "_", "_"},
    {"pounds", SYMBOL_MARK, "£", "GBP"},
    {",", SYMBOL_SPACE, " ", " "},
    {";", SYMBOL_SPACE, " ", " "},
    {":", SYMBOL_SPACE, " ", " "},
    {">", SYMBOL_SPACE, " ", " "},
    {" ", SYMBOL_SPACE, " ", " "},
    {"quad", SYMBOL_SPACE, " ", " "},
    {"qquad", SYMBOL_SPACE, " ", " "},
    {"thinspace", SYMBOL_SPACE, " ", " "},
    {"medspace", SYMBOL_SPACE, " ", " "},
    {"thickspace", SYMBOL_SPACE, " ", " "},
    {"enspace", SYMBOL_SPACE, " ", " "},
    {"space", SYMBOL_SPACE, " ", " "},
    {"nobreakspace", SYMBOL_SPACE, " ", " "},
    {"!", SYMBOL_NOTHING, "", ""},
    {"displaystyle", SYMBOL_NOTHING, "", ""},
    {"textstyle", SYMBOL_NOTHING, "", ""},
    {"scriptstyle", SYMBOL_NOTHING, "", ""},
    {"scriptscriptstyle", SYMBOL_NOTHING, "", ""},
    {"limits", SYMBOL_NOTHING, "", ""},
    {"nolimits", SYMBOL_NOTHING, "", ""},
    {"mathstrut", SYMBOL_NOTHING, "", ""},
    {"strut", SYMBOL_NOTHING, "", ""},
    {"hline", SYMBOL_NOTHING, "", ""},
    {"noindent", SYMBOL_NOTHING, "", ""},
    {"centering", SYMBOL_NOTHING, "", ""},
    {"nonumber", SYMBOL_NOTHING, "", ""},
    {"notag", SYMBOL_NOTHING, "", ""},
    {"allowbreak", SYMBOL_NOTHING, "", ""},
    {"negthinspace", SYMBOL_NOTHING, "", ""},
    {"relax", SYMBOL_NOTHING, "", ""},
    {"displaylimits", SYMBOL_NOTHING, "", ""},
    {"hfill", SYMBOL_SPACE, " ", " "},
    {"/", SYMBOL_NOTHING, "", ""},
    {"smallskip", SYMBOL_NOTHING, "", ""},
    {"medskip", SYMBOL_NOTHING, "", ""},
    {"bigskip", SYMBOL_NOTHING, "", ""},
    {"newline", SYMBOL_SPACE, " ", " "},
    {"rm", SYMBOL_NOTHING, "", ""},
    {"bf", SYMBOL_NOTHING, "", ""},
    {"it", SYMBOL_NOTHING, "", ""},
    {"mit", SYMBOL_NOTHING, "", ""},
    {"normalsize", SYMBOL_NOTHING, "", ""},
    {"large", SYMBOL_NOTHING, "", ""},
    {"Large", SYMBOL_NOTHING, "", ""},
    {"small", SYMBOL_NOTHING, "", ""},
    {"boldmath", SYMBOL_NOTHING, "", ""},
    {"scriptsize", SYMBOL_NOTHING, "", ""},
    {"protect", SYMBOL_NOTHING, "", ""},
    {"break", SYMBOL_NOTHING, "", ""},
    {"nobreak", SYMBOL_NOTHING, "", ""},
    {"par", SYMBOL_SPACE, " ", " "},
    {"toprule", SYMBOL_NOTHING, "", ""},
    {"midrule", SYMBOL_NOTHING, "", ""},
    {"bottomrule", SYMBOL_NOTHING, "", ""},
};
/* clang-format on */

const struct symbol *symbol_find(const char *name, size_t len)
{
    for (size_t i = 0; i < sizeof symbols / sizeof symbols[0]; i++)
        if (strncmp(symbols[i].name, name, len) == 0 && symbols[i].name[len] == '\0')
            return &symbols[i];
    return NULL;
}

const struct symbol *symbol_find_character(const char *s, size_t len)
{
    for (size_t i = 0; i < sizeof symbols / sizeof symbols[0]; i++)
        if (strlen(symbols[i].unicode) == len && memcmp(symbols[i].unicode, s, len) == 0)
            return &symbols[i];
    return NULL;
}

bool symbol_is_ambiguous(const char *s, size_t len)
{
    for (size_t i = 0; i < len;) {
        uint32_t c;
        i += text_decode(s + i, len - i, &c);
        size_t low = 0, high = sizeof ambiguous / sizeof ambiguous[0];
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (c > ambiguous[middle].last)
                low = middle + 1;
            else
                high = middle;
        }
        if (low < sizeof ambiguous / sizeof ambiguous[0] && c >= ambiguous[low].first)
            return true;
    }
    return false;
}

const char *symbol_text(const struct symbol *symbol, enum box_set set)
{
    if (set == BOX_NARROW)
        set =
            symbol_is_ambiguous(symbol->unicode, strlen(symbol->unicode)) ? BOX_ASCII : BOX_UNICODE;
    return set == BOX_UNICODE ? symbol->unicode : symbol->ascii;
}

const char *symbol_negated_text(const char *unicode, enum box_set set)
{
    static const struct symbol negated[] = {
        {"=", SYMBOL_RELATION, "≠", "!="},
        {"∈", SYMBOL_RELATION, "∉", "not in"},
        {"<", SYMBOL_RELATION, "≮", "not <"},
        {">", SYMBOL_RELATION, "≯", "not >"},
        {"≤", SYMBOL_RELATION, "≰", "not <="},
        {"≥", SYMBOL_RELATION, "≱", "not >="},
        {"≡", SYMBOL_RELATION, "≢", "not =="},
        {"∼", SYMBOL_RELATION, "≁", "not ~"},
        {"≈", SYMBOL_RELATION, "≉", "not ~="},
        {"≅", SYMBOL_RELATION, "≇", "not ~="},
        {"⊂", SYMBOL_RELATION, "⊄", "not subset of"},
        {"⊆", SYMBOL_RELATION, "⊈", "not subset of or equal"},
        {"⊃", SYMBOL_RELATION, "⊅", "does not contain"},
        {"∃", SYMBOL_FUNCTION, "∄", "there is no"},
        {"|", SYMBOL_RELATION, "∤", "does not divide"},
        {"∥", SYMBOL_RELATION, "∦", "not ||"},
    };
    for (size_t i = 0; i < sizeof negated / sizeof negated[0]; i++)
        if (strcmp(negated[i].name, unicode) == 0)
            return symbol_text(&negated[i], set);
    return NULL;
}

struct small {
    uint32_t from, to;
};

/* clang-format off */
static const struct small superscripts[] = {
    {0x27, 0x2032}, {0x28, 0x207D}, {0x29, 0x207E}, {0x2A, 0x2A}, {0x2B, 0x207A}, {0x2D, 0x207B},
    {0x30, 0x2070}, {0x31, 0xB9}, {0x32, 0xB2}, {0x33, 0xB3}, {0x34, 0x2074}, {0x35, 0x2075},
    {0x36, 0x2076}, {0x37, 0x2077}, {0x38, 0x2078}, {0x39, 0x2079}, {0x3D, 0x207C}, {0x41, 0x1D2C},
    {0x42, 0x1D2E}, {0x44, 0x1D30}, {0x45, 0x1D31}, {0x47, 0x1D33}, {0x48, 0x1D34}, {0x49, 0x1D35},
    {0x4A, 0x1D36}, {0x4B, 0x1D37}, {0x4C, 0x1D38}, {0x4D, 0x1D39}, {0x4E, 0x1D3A}, {0x4F, 0x1D3C},
    {0x50, 0x1D3E}, {0x52, 0x1D3F}, {0x54, 0x1D40}, {0x55, 0x1D41}, {0x56, 0x2C7D}, {0x57, 0x1D42},
    {0x61, 0x1D43}, {0x62, 0x1D47}, {0x63, 0x1D9C}, {0x64, 0x1D48}, {0x65, 0x1D49}, {0x66, 0x1DA0},
    {0x67, 0x1D4D}, {0x68, 0x2B0}, {0x69, 0x2071}, {0x6A, 0x2B2}, {0x6B, 0x1D4F}, {0x6C, 0x2E1},
    {0x6D, 0x1D50}, {0x6E, 0x207F}, {0x6F, 0x1D52}, {0x70, 0x1D56}, {0x72, 0x2B3}, {0x73, 0x2E2},
    {0x74, 0x1D57}, {0x75, 0x1D58}, {0x76, 0x1D5B}, {0x77, 0x2B7}, {0x78, 0x2E3}, {0x79, 0x2B8},
    {0x7A, 0x1DBB}, {0xB0, 0xB0}, {0x3B2, 0x1D5D}, {0x3B3, 0x1D5E}, {0x3B4, 0x1D5F},
    {0x3B8, 0x1DBF}, {0x3C6, 0x1D60}, {0x3C7, 0x1D61}, {0x2032, 0x2032}, {0x2218, 0xB0},
};

static const struct small subscripts[] = {
    {0x28, 0x208D}, {0x29, 0x208E}, {0x2B, 0x208A}, {0x2D, 0x208B}, {0x30, 0x2080}, {0x31, 0x2081},
    {0x32, 0x2082}, {0x33, 0x2083}, {0x34, 0x2084}, {0x35, 0x2085}, {0x36, 0x2086}, {0x37, 0x2087},
    {0x38, 0x2088}, {0x39, 0x2089}, {0x3D, 0x208C}, {0x61, 0x2090}, {0x65, 0x2091}, {0x68, 0x2095},
    {0x69, 0x1D62}, {0x6A, 0x2C7C}, {0x6B, 0x2096}, {0x6C, 0x2097}, {0x6D, 0x2098}, {0x6E, 0x2099},
    {0x6F, 0x2092}, {0x70, 0x209A}, {0x72, 0x1D63}, {0x73, 0x209B}, {0x74, 0x209C}, {0x75, 0x1D64},
    {0x76, 0x1D65}, {0x78, 0x2093}, {0x3B2, 0x1D66}, {0x3B3, 0x1D67}, {0x3C1, 0x1D68},
    {0x3C6, 0x1D69}, {0x3C7, 0x1D6A},
};
/* clang-format on */

static uint32_t find_small(const struct small *table, size_t count, uint32_t c)
{
    for (size_t i = 0; i < count; i++)
        if (table[i].from == c)
            return table[i].to;
    return 0;
}

uint32_t symbol_superscript(uint32_t c)
{
    return find_small(superscripts, sizeof superscripts / sizeof superscripts[0], c);
}

uint32_t symbol_subscript(uint32_t c)
{
    return find_small(subscripts, sizeof subscripts / sizeof subscripts[0], c);
}

char symbol_plain(uint32_t c)
{
    static const char signs[] = "0123456789+-n";
    for (const char *s = signs; *s; s++)
        if (symbol_superscript((unsigned char)*s) == c)
            return *s;
    return '\0';
}

bool symbol_fraction(uint32_t c, char *top, char *bottom)
{
    static const struct {
        uint32_t c;
        char top, bottom;
    } fractions[] = {{0xBC, '1', '4'},   {0xBD, '1', '2'},   {0xBE, '3', '4'},   {0x2150, '1', '7'},
                     {0x2151, '1', '9'}, {0x2153, '1', '3'}, {0x2154, '2', '3'}, {0x2155, '1', '5'},
                     {0x2156, '2', '5'}, {0x2157, '3', '5'}, {0x2158, '4', '5'}, {0x2159, '1', '6'},
                     {0x215A, '5', '6'}, {0x215B, '1', '8'}, {0x215C, '3', '8'}, {0x215D, '5', '8'},
                     {0x215E, '7', '8'}};
    for (size_t i = 0; i < sizeof fractions / sizeof fractions[0]; i++) {
        if (fractions[i].c != c)
            continue;
        *top = fractions[i].top;
        *bottom = fractions[i].bottom;
        return true;
    }
    return false;
}

uint32_t symbol_blackboard(uint32_t c)
{
    switch (c) {
    case 'C':
        return 0x2102;
    case 'H':
        return 0x210D;
    case 'N':
        return 0x2115;
    case 'P':
        return 0x2119;
    case 'Q':
        return 0x211A;
    case 'R':
        return 0x211D;
    case 'Z':
        return 0x2124;
    default:
        return c >= 'A' && c <= 'Z' ? 0x1D538 + (c - 'A') : 0;
    }
}
